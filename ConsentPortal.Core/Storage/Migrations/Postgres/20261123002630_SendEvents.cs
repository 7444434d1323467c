using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ConsentPortal.Core.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SendEvents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "sequence",
                table: "outbox_messages",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "first_sequence",
                table: "import_jobs",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "import_jobs",
                type: "character varying(24)",
                maxLength: 24,
                nullable: false,
                defaultValue: "consents");

            migrationBuilder.AddColumn<long>(
                name: "last_sequence",
                table: "import_jobs",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "profile",
                table: "import_jobs",
                type: "character varying(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "headers",
                table: "idempotent_answers",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "merged_into_id",
                table: "contacts",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "merged_into_id",
                table: "contact_states",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "is_agent",
                table: "applications",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "retired_at",
                table: "applications",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "expires_at",
                table: "api_keys",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "requests_per_minute",
                table: "api_keys",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "call_counts",
                columns: table => new
                {
                    day = table.Column<int>(type: "integer", nullable: false),
                    api_key_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false),
                    last_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_call_counts", x => new { x.day, x.api_key_id, x.kind, x.status });
                });

            migrationBuilder.CreateTable(
                name: "contact_merges",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    survivor_id = table.Column<long>(type: "bigint", nullable: false),
                    merged_id = table.Column<long>(type: "bigint", nullable: false),
                    notes = table.Column<string>(type: "text", nullable: false),
                    by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    held_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    held_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_merges", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "export_jobs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    what = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    format = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    filter = table.Column<string>(type: "text", nullable: false),
                    described = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    cancel_requested = table.Column<bool>(type: "boolean", nullable: false),
                    rows_done = table.Column<long>(type: "bigint", nullable: false),
                    rows_total = table.Column<long>(type: "bigint", nullable: true),
                    file_size = table.Column<long>(type: "bigint", nullable: false),
                    file_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    file_key = table.Column<byte[]>(type: "bytea", nullable: true),
                    error = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    link_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    link_for = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    link_uses = table.Column<int>(type: "integer", nullable: false),
                    owner_kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    owner_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    owner_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    owner_may = table.Column<long>(type: "bigint", maxLength: 24, nullable: false),
                    owner_profile = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_export_jobs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "import_undos",
                columns: table => new
                {
                    job_id = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    cancel_requested = table.Column<bool>(type: "boolean", nullable: false),
                    keep_opt_outs = table.Column<bool>(type: "boolean", nullable: false),
                    pass = table.Column<int>(type: "integer", nullable: false),
                    after = table.Column<long>(type: "bigint", nullable: false),
                    from = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false),
                    knows_repeats = table.Column<bool>(type: "boolean", nullable: false),
                    counts = table.Column<string>(type: "text", nullable: false),
                    origin_id = table.Column<long>(type: "bigint", nullable: false),
                    origin_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    error = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    actor_kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: false),
                    created_by_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_undos", x => x.job_id);
                });

            migrationBuilder.CreateTable(
                name: "privacy_requests",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    serial = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    intake = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    on_behalf = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    profile_id = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    acknowledge_by = table.Column<DateOnly>(type: "date", nullable: true),
                    answer_by = table.Column<DateOnly>(type: "date", nullable: true),
                    extended_by = table.Column<DateOnly>(type: "date", nullable: true),
                    counts_months = table.Column<bool>(type: "boolean", nullable: false),
                    time_zone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    extended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    paused_since = table.Column<DateOnly>(type: "date", nullable: true),
                    legal_hold = table.Column<bool>(type: "boolean", nullable: false),
                    assignee_id = table.Column<long>(type: "bigint", nullable: false),
                    contact_id = table.Column<long>(type: "bigint", nullable: false),
                    repeats_id = table.Column<long>(type: "bigint", nullable: false),
                    language = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    key_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    submission_id = table.Column<long>(type: "bigint", nullable: false),
                    refusal_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_privacy_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_privacy_requests_compliance_profiles_profile_id",
                        column: x => x.profile_id,
                        principalTable: "compliance_profiles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "repeated_opt_outs",
                columns: table => new
                {
                    event_id = table.Column<long>(type: "bigint", nullable: false),
                    last_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_repeated_opt_outs", x => x.event_id);
                });

            migrationBuilder.CreateTable(
                name: "request_places",
                columns: table => new
                {
                    profile_id = table.Column<long>(type: "bigint", nullable: false),
                    country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    time_zone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_request_places", x => x.profile_id);
                });

            migrationBuilder.CreateTable(
                name: "webhook_attempts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    delivery_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    fault = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    milliseconds = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_attempts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "webhook_cursors",
                columns: table => new
                {
                    webhook_id = table.Column<long>(type: "bigint", nullable: false),
                    stream = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    lane = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    up_to = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_cursors", x => new { x.webhook_id, x.stream, x.lane });
                });

            migrationBuilder.CreateTable(
                name: "webhook_deliveries",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    webhook_id = table.Column<long>(type: "bigint", nullable: false),
                    stream = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject = table.Column<long>(type: "bigint", nullable: false),
                    urgent = table.Column<bool>(type: "boolean", nullable: false),
                    lane = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    first_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    last_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<int>(type: "integer", nullable: false),
                    fault = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    milliseconds = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_deliveries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "webhook_healths",
                columns: table => new
                {
                    webhook_id = table.Column<long>(type: "bigint", nullable: false),
                    delivered = table.Column<long>(type: "bigint", nullable: false),
                    failed = table.Column<long>(type: "bigint", nullable: false),
                    last_success_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_failure_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_status = table.Column<int>(type: "integer", nullable: false),
                    last_fault = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    failures_in_a_row = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_healths", x => x.webhook_id);
                });

            migrationBuilder.CreateTable(
                name: "webhook_turns",
                columns: table => new
                {
                    number = table.Column<int>(type: "integer", nullable: false),
                    holder = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_turns", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "webhooks",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    application_id = table.Column<long>(type: "bigint", nullable: false),
                    url = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    description = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kinds = table.Column<List<string>>(type: "text[]", nullable: false),
                    profile_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    sends_addresses = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    reason = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    state_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    secret = table.Column<byte[]>(type: "bytea", maxLength: 120, nullable: false),
                    old_secret = table.Column<byte[]>(type: "bytea", maxLength: 120, nullable: true),
                    old_secret_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhooks", x => x.id);
                    table.ForeignKey(
                        name: "fk_webhooks_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "request_pauses",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    request_id = table.Column<long>(type: "bigint", nullable: false),
                    paused_on = table.Column<DateOnly>(type: "date", nullable: false),
                    resumed_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_request_pauses", x => x.id);
                    table.ForeignKey(
                        name: "fk_request_pauses_privacy_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "privacy_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "request_steps",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    request_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    actor_kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    note_id = table.Column<long>(type: "bigint", nullable: false),
                    note_hash = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_request_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_request_steps_privacy_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "privacy_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_sequence",
                table: "outbox_messages",
                column: "sequence",
                unique: true,
                filter: "sequence > 0");

            migrationBuilder.CreateIndex(
                name: "ix_contacts_merged_into_id",
                table: "contacts",
                column: "merged_into_id",
                filter: "merged_into_id <> 0");

            migrationBuilder.CreateIndex(
                name: "ix_contact_merges_merged_id",
                table: "contact_merges",
                column: "merged_id");

            migrationBuilder.CreateIndex(
                name: "ix_contact_merges_survivor_id",
                table: "contact_merges",
                column: "survivor_id");

            migrationBuilder.CreateIndex(
                name: "ix_export_jobs_owner_kind_owner_id",
                table: "export_jobs",
                columns: new[] { "owner_kind", "owner_id" });

            migrationBuilder.CreateIndex(
                name: "ix_export_jobs_state",
                table: "export_jobs",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_import_undos_state",
                table: "import_undos",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_privacy_requests_closed_at_due_on",
                table: "privacy_requests",
                columns: new[] { "closed_at", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_privacy_requests_contact_id",
                table: "privacy_requests",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_privacy_requests_key_hash",
                table: "privacy_requests",
                column: "key_hash");

            migrationBuilder.CreateIndex(
                name: "ix_privacy_requests_profile_id",
                table: "privacy_requests",
                column: "profile_id");

            migrationBuilder.CreateIndex(
                name: "ix_privacy_requests_year_serial",
                table: "privacy_requests",
                columns: new[] { "year", "serial" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_request_pauses_request_id",
                table: "request_pauses",
                column: "request_id",
                unique: true,
                filter: "resumed_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_request_steps_request_id",
                table: "request_steps",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_attempts_delivery_id",
                table: "webhook_attempts",
                column: "delivery_id");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_given_up",
                table: "webhook_deliveries",
                columns: new[] { "webhook_id", "id" },
                filter: "state = 'givenUp'");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_webhook_id_id",
                table: "webhook_deliveries",
                columns: new[] { "webhook_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_webhook_id_next_attempt_at",
                table: "webhook_deliveries",
                columns: new[] { "webhook_id", "next_attempt_at" },
                filter: "next_attempt_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_webhooks_application_id",
                table: "webhooks",
                column: "application_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "call_counts");

            migrationBuilder.DropTable(
                name: "contact_merges");

            migrationBuilder.DropTable(
                name: "export_jobs");

            migrationBuilder.DropTable(
                name: "import_undos");

            migrationBuilder.DropTable(
                name: "repeated_opt_outs");

            migrationBuilder.DropTable(
                name: "request_pauses");

            migrationBuilder.DropTable(
                name: "request_places");

            migrationBuilder.DropTable(
                name: "request_steps");

            migrationBuilder.DropTable(
                name: "webhook_attempts");

            migrationBuilder.DropTable(
                name: "webhook_cursors");

            migrationBuilder.DropTable(
                name: "webhook_deliveries");

            migrationBuilder.DropTable(
                name: "webhook_healths");

            migrationBuilder.DropTable(
                name: "webhook_turns");

            migrationBuilder.DropTable(
                name: "webhooks");

            migrationBuilder.DropTable(
                name: "privacy_requests");

            migrationBuilder.DropIndex(
                name: "ix_outbox_messages_sequence",
                table: "outbox_messages");

            migrationBuilder.DropIndex(
                name: "ix_contacts_merged_into_id",
                table: "contacts");

            migrationBuilder.DropColumn(
                name: "sequence",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "first_sequence",
                table: "import_jobs");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "import_jobs");

            migrationBuilder.DropColumn(
                name: "last_sequence",
                table: "import_jobs");

            migrationBuilder.DropColumn(
                name: "profile",
                table: "import_jobs");

            migrationBuilder.DropColumn(
                name: "headers",
                table: "idempotent_answers");

            migrationBuilder.DropColumn(
                name: "merged_into_id",
                table: "contacts");

            migrationBuilder.DropColumn(
                name: "merged_into_id",
                table: "contact_states");

            migrationBuilder.DropColumn(
                name: "is_agent",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "retired_at",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "expires_at",
                table: "api_keys");

            migrationBuilder.DropColumn(
                name: "requests_per_minute",
                table: "api_keys");
        }
    }
}
