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
            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "import_jobs",
                type: "character varying(24)",
                maxLength: 24,
                nullable: false,
                defaultValue: "consents");

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "call_counts");

            migrationBuilder.DropColumn(
                name: "kind",
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
