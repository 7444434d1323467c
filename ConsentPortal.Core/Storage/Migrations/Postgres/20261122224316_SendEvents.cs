using System;
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
                name: "repeated_opt_outs",
                columns: table => new
                {
                    event_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_repeated_opt_outs", x => x.event_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_import_undos_state",
                table: "import_undos",
                column: "state");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "call_counts");

            migrationBuilder.DropTable(
                name: "import_undos");

            migrationBuilder.DropTable(
                name: "repeated_opt_outs");

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
