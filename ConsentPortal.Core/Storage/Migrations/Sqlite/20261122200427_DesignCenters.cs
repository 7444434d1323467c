using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ConsentPortal.Core.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DesignCenters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "published_json",
                table: "preference_centers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "published_number",
                table: "preference_centers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "brand_files",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    media_type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    size = table.Column<int>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<byte[]>(type: "BLOB", nullable: false),
                    width = table.Column<int>(type: "INTEGER", nullable: false),
                    height = table.Column<int>(type: "INTEGER", nullable: false),
                    uploaded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    uploaded_by = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_brand_files", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "center_drafts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    profile_id = table.Column<long>(type: "INTEGER", nullable: false),
                    design_json = table.Column<string>(type: "TEXT", nullable: true),
                    begun_from = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_by = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_center_drafts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "center_versions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    profile_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    design_json = table.Column<string>(type: "TEXT", nullable: false),
                    sha256 = table.Column<byte[]>(type: "BLOB", nullable: false),
                    published_at = table.Column<long>(type: "INTEGER", nullable: false),
                    published_by = table.Column<string>(type: "TEXT", nullable: false),
                    comment_id = table.Column<long>(type: "INTEGER", nullable: false),
                    comment_hash = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_center_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "team_default_views",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "INTEGER", nullable: false),
                    list = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    view_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_team_default_views", x => new { x.member_id, x.list });
                });

            migrationBuilder.CreateTable(
                name: "team_saved_views",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    list = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    owner_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    query = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    shared = table.Column<bool>(type: "INTEGER", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_team_saved_views", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_contact_points_channel_id",
                table: "contact_points",
                columns: new[] { "channel", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_consent_records_purpose_id_status_recorded_at_event_id",
                table: "consent_records",
                columns: new[] { "purpose_id", "status", "recorded_at", "event_id" });

            migrationBuilder.CreateIndex(
                name: "ix_consent_events_doubtful",
                table: "consent_events",
                columns: new[] { "recorded_at", "sequence" },
                filter: "doubtful");

            migrationBuilder.CreateIndex(
                name: "ix_consent_events_purpose_id_new_status_recorded_at_sequence",
                table: "consent_events",
                columns: new[] { "purpose_id", "new_status", "recorded_at", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_brand_files_sha256",
                table: "brand_files",
                column: "sha256");

            migrationBuilder.CreateIndex(
                name: "ix_center_drafts_profile_id",
                table: "center_drafts",
                column: "profile_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_center_versions_profile_id_number",
                table: "center_versions",
                columns: new[] { "profile_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_team_saved_views_list",
                table: "team_saved_views",
                column: "list");

            migrationBuilder.CreateIndex(
                name: "ix_team_saved_views_owner_id_list_name",
                table: "team_saved_views",
                columns: new[] { "owner_id", "list", "name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "brand_files");

            migrationBuilder.DropTable(
                name: "center_drafts");

            migrationBuilder.DropTable(
                name: "center_versions");

            migrationBuilder.DropTable(
                name: "team_default_views");

            migrationBuilder.DropTable(
                name: "team_saved_views");

            migrationBuilder.DropIndex(
                name: "ix_contact_points_channel_id",
                table: "contact_points");

            migrationBuilder.DropIndex(
                name: "ix_consent_records_purpose_id_status_recorded_at_event_id",
                table: "consent_records");

            migrationBuilder.DropIndex(
                name: "ix_consent_events_doubtful",
                table: "consent_events");

            migrationBuilder.DropIndex(
                name: "ix_consent_events_purpose_id_new_status_recorded_at_sequence",
                table: "consent_events");

            migrationBuilder.DropColumn(
                name: "published_json",
                table: "preference_centers");

            migrationBuilder.DropColumn(
                name: "published_number",
                table: "preference_centers");
        }
    }
}
