import { totalmem } from "node:os";

const MB = 1024 * 1024;

/**
 * The settings of the program's own PostgreSQL, as `-c name=value`, given at every start so that a newer program brings newer
 * ones. Durability is never traded: fsync, full_page_writes and synchronous_commit keep their defaults (on).
 */
export function postgresSettings(port: number): string[] {
  // A container's limit counts, not the machine's memory; "no limit" is reported as 0 or as an absurdly large number.
  const limit = process.constrainedMemory();
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  const share = (part: number, least: number, most: number) =>
    `${Math.round(Math.max(least * MB, Math.min(most * MB, memory * part)) / MB)}MB`;
  const settings: Record<string, string | number> = {
    // One machine, one user: no socket file (its path may be 107 bytes at most), no other address.
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    password_encryption: "scram-sha-256",
    fsync: "on",
    max_connections: 100,
    shared_buffers: share(1 / 8, 64, 2048),
    effective_cache_size: share(1 / 2, 256, 65536),
    maintenance_work_mem: share(1 / 32, 32, 512),
    work_mem: "8MB",
    max_wal_size: "1GB",
    min_wal_size: "80MB",
    wal_compression: "pglz",
    random_page_cost: 1.1,
    jit: "off",
    // A program that was killed must not leave its statements running, nor their locks held.
    client_connection_check_interval: "2s",
    cluster_name: "changwat",
    timezone: "UTC",
    lc_messages: "C",
    logging_collector: "on",
    log_destination: "stderr",
    log_directory: "log",
    // One file a day, a month of them: the name comes round again and is truncated.
    log_filename: "postgresql-%d.log",
    log_truncate_on_rotation: "on",
    log_rotation_age: "1d",
    log_rotation_size: 0,
    log_file_mode: "0600",
    log_timezone: "UTC",
    log_line_prefix: "%m [%p] %q%a ",
    log_lock_waits: "on",
    log_checkpoints: "off",
    log_startup_progress_interval: "1s",
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
