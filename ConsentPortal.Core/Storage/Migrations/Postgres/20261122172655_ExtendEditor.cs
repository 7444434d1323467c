using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ConsentPortal.Core.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ExtendEditor : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "failed_at",
                table: "text_messages",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "density",
                table: "team_members",
                type: "character varying(24)",
                maxLength: 24,
                nullable: false,
                defaultValue: "comfortable");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "invited_until",
                table: "team_members",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "theme",
                table: "team_members",
                type: "character varying(24)",
                maxLength: 24,
                nullable: false,
                defaultValue: "system");

            migrationBuilder.AddColumn<string>(
                name: "data_categories",
                table: "purposes",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "lawful_basis",
                table: "purposes",
                type: "character varying(24)",
                maxLength: 24,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "recipients",
                table: "purposes",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "retention",
                table: "purposes",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "transfers",
                table: "purposes",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "policy_url",
                table: "profile_states",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "policy_version",
                table: "profile_states",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "acknowledge_within",
                table: "compliance_profiles",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "answer_within",
                table: "compliance_profiles",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "controller_contact",
                table: "compliance_profiles",
                type: "character varying(300)",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "controller_name",
                table: "compliance_profiles",
                type: "character varying(120)",
                maxLength: 120,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "dpo_contact",
                table: "compliance_profiles",
                type: "character varying(300)",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "extend_by",
                table: "compliance_profiles",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "opt_out_within",
                table: "compliance_profiles",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "representative",
                table: "compliance_profiles",
                type: "character varying(300)",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "application_uses",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    application_id = table.Column<long>(type: "bigint", nullable: false),
                    profile_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    held_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    held_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_application_uses", x => x.id);
                    table.ForeignKey(
                        name: "fk_application_uses_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "team_authenticators",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    secret = table.Column<byte[]>(type: "bytea", maxLength: 120, nullable: false),
                    last_step = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_team_authenticators", x => x.member_id);
                });

            migrationBuilder.CreateTable(
                name: "team_recovery_codes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 40, nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_team_recovery_codes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "team_sessions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    way = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    device = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    network = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    origin_id = table.Column<long>(type: "bigint", nullable: false),
                    signed_in_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_team_sessions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "team_sign_in_origins",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    ip = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: false),
                    user_agent = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_team_sign_in_origins", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "team_sign_ins",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    result = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    way = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    device = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    network = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    origin_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_team_sign_ins", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "told_saves",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    point_id = table.Column<long>(type: "bigint", nullable: false),
                    profile_id = table.Column<long>(type: "bigint", nullable: false),
                    doubtful = table.Column<bool>(type: "boolean", nullable: false),
                    language = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    saves_json = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_told_saves", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_application_uses_application_id_profile_code",
                table: "application_uses",
                columns: new[] { "application_id", "profile_code" },
                unique: true,
                filter: "held_until IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_application_uses_profile_code",
                table: "application_uses",
                column: "profile_code");

            migrationBuilder.CreateIndex(
                name: "ix_team_recovery_codes_member_id",
                table: "team_recovery_codes",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_team_sessions_member_id",
                table: "team_sessions",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_team_sign_in_origins_created_at",
                table: "team_sign_in_origins",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_team_sign_ins_member_id_at",
                table: "team_sign_ins",
                columns: new[] { "member_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_told_saves_due_at",
                table: "told_saves",
                column: "due_at");

            migrationBuilder.CreateIndex(
                name: "ix_told_saves_point_id_started_at",
                table: "told_saves",
                columns: new[] { "point_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_told_saves_token_hash",
                table: "told_saves",
                column: "token_hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "application_uses");

            migrationBuilder.DropTable(
                name: "team_authenticators");

            migrationBuilder.DropTable(
                name: "team_recovery_codes");

            migrationBuilder.DropTable(
                name: "team_sessions");

            migrationBuilder.DropTable(
                name: "team_sign_in_origins");

            migrationBuilder.DropTable(
                name: "team_sign_ins");

            migrationBuilder.DropTable(
                name: "told_saves");

            migrationBuilder.DropColumn(
                name: "failed_at",
                table: "text_messages");

            migrationBuilder.DropColumn(
                name: "density",
                table: "team_members");

            migrationBuilder.DropColumn(
                name: "invited_until",
                table: "team_members");

            migrationBuilder.DropColumn(
                name: "theme",
                table: "team_members");

            migrationBuilder.DropColumn(
                name: "data_categories",
                table: "purposes");

            migrationBuilder.DropColumn(
                name: "lawful_basis",
                table: "purposes");

            migrationBuilder.DropColumn(
                name: "recipients",
                table: "purposes");

            migrationBuilder.DropColumn(
                name: "retention",
                table: "purposes");

            migrationBuilder.DropColumn(
                name: "transfers",
                table: "purposes");

            migrationBuilder.DropColumn(
                name: "policy_url",
                table: "profile_states");

            migrationBuilder.DropColumn(
                name: "policy_version",
                table: "profile_states");

            migrationBuilder.DropColumn(
                name: "acknowledge_within",
                table: "compliance_profiles");

            migrationBuilder.DropColumn(
                name: "answer_within",
                table: "compliance_profiles");

            migrationBuilder.DropColumn(
                name: "controller_contact",
                table: "compliance_profiles");

            migrationBuilder.DropColumn(
                name: "controller_name",
                table: "compliance_profiles");

            migrationBuilder.DropColumn(
                name: "dpo_contact",
                table: "compliance_profiles");

            migrationBuilder.DropColumn(
                name: "extend_by",
                table: "compliance_profiles");

            migrationBuilder.DropColumn(
                name: "opt_out_within",
                table: "compliance_profiles");

            migrationBuilder.DropColumn(
                name: "representative",
                table: "compliance_profiles");
        }
    }
}
