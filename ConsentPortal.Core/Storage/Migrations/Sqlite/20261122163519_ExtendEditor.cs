using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ConsentPortal.Core.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ExtendEditor : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "failed_at",
                table: "text_messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "density",
                table: "team_members",
                type: "TEXT",
                maxLength: 24,
                nullable: false,
                defaultValue: "comfortable");

            migrationBuilder.AddColumn<string>(
                name: "theme",
                table: "team_members",
                type: "TEXT",
                maxLength: 24,
                nullable: false,
                defaultValue: "system");

            migrationBuilder.AddColumn<string>(
                name: "data_categories",
                table: "purposes",
                type: "TEXT",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "lawful_basis",
                table: "purposes",
                type: "TEXT",
                maxLength: 24,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "recipients",
                table: "purposes",
                type: "TEXT",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "retention",
                table: "purposes",
                type: "TEXT",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "transfers",
                table: "purposes",
                type: "TEXT",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "policy_url",
                table: "profile_states",
                type: "TEXT",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "policy_version",
                table: "profile_states",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "acknowledge_within",
                table: "compliance_profiles",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "answer_within",
                table: "compliance_profiles",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "controller_contact",
                table: "compliance_profiles",
                type: "TEXT",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "controller_name",
                table: "compliance_profiles",
                type: "TEXT",
                maxLength: 120,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "dpo_contact",
                table: "compliance_profiles",
                type: "TEXT",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "extend_by",
                table: "compliance_profiles",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "opt_out_within",
                table: "compliance_profiles",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "representative",
                table: "compliance_profiles",
                type: "TEXT",
                maxLength: 300,
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "failed_at",
                table: "text_messages");

            migrationBuilder.DropColumn(
                name: "density",
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
