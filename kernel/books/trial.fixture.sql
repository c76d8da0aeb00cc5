-- What the tests' act writes with a number: the "paper" that carries it.
CREATE TABLE trial_paper (book text NOT NULL, year int NOT NULL, n int NOT NULL, token text NOT NULL UNIQUE, PRIMARY KEY (book, year, n));
