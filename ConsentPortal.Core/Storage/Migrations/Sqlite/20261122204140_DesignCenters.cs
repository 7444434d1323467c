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

            migrationBuilder.AddColumn<string>(
                name: "from_address",
                table: "emails",
                type: "TEXT",
                maxLength: 320,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "from_name",
                table: "emails",
                type: "TEXT",
                maxLength: 120,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "reply_to",
                table: "emails",
                type: "TEXT",
                maxLength: 320,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "brand_id",
                table: "compliance_profiles",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

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
                name: "brands",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    logo = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    logo_alt = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    accent = table.Column<string>(type: "TEXT", maxLength: 7, nullable: false),
                    accent_dark = table.Column<string>(type: "TEXT", maxLength: 7, nullable: false),
                    font = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    website = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    help = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    sender_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    sender_address = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    reply_to = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    host = table.Column<string>(type: "TEXT", maxLength: 253, nullable: true),
                    active = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_brands", x => x.id);
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
                name: "count_cursors",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    up_to = table.Column<long>(type: "INTEGER", nullable: false),
                    rule = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_count_cursors", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "day_counts",
                columns: table => new
                {
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    profile_id = table.Column<long>(type: "INTEGER", nullable: false),
                    purpose_id = table.Column<long>(type: "INTEGER", nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    change = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    actor_kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    count = table.Column<long>(type: "INTEGER", nullable: false),
                    doubtful = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_day_counts", x => new { x.day, x.profile_id, x.purpose_id, x.channel, x.change, x.actor_kind });
                });

            migrationBuilder.CreateTable(
                name: "day_words",
                columns: table => new
                {
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    profile_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    word = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    opt_ins = table.Column<long>(type: "INTEGER", nullable: false),
                    opt_outs = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_day_words", x => new { x.day, x.profile_id, x.kind, x.word });
                });

            migrationBuilder.CreateTable(
                name: "standing_counts",
                columns: table => new
                {
                    purpose_id = table.Column<long>(type: "INTEGER", nullable: false),
                    topic_id = table.Column<long>(type: "INTEGER", nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    end_day = table.Column<int>(type: "INTEGER", nullable: false),
                    count = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_standing_counts", x => new { x.purpose_id, x.topic_id, x.channel, x.status, x.end_day });
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

            migrationBuilder.CreateTable(
                name: "unknown_codes",
                columns: table => new
                {
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    api_key_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    count = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unknown_codes", x => new { x.day, x.api_key_id, x.kind, x.code });
                });

            migrationBuilder.CreateIndex(
                name: "ix_leaving_reasons_at",
                table: "leaving_reasons",
                column: "at");

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
                name: "ix_brands_host",
                table: "brands",
                column: "host",
                unique: true);

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
                name: "brands");

            migrationBuilder.DropTable(
                name: "center_drafts");

            migrationBuilder.DropTable(
                name: "center_versions");

            migrationBuilder.DropTable(
                name: "count_cursors");

            migrationBuilder.DropTable(
                name: "day_counts");

            migrationBuilder.DropTable(
                name: "day_words");

            migrationBuilder.DropTable(
                name: "standing_counts");

            migrationBuilder.DropTable(
                name: "team_default_views");

            migrationBuilder.DropTable(
                name: "team_saved_views");

            migrationBuilder.DropTable(
                name: "unknown_codes");

            migrationBuilder.DropIndex(
                name: "ix_leaving_reasons_at",
                table: "leaving_reasons");

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

            migrationBuilder.DropColumn(
                name: "from_address",
                table: "emails");

            migrationBuilder.DropColumn(
                name: "from_name",
                table: "emails");

            migrationBuilder.DropColumn(
                name: "reply_to",
                table: "emails");

            migrationBuilder.DropColumn(
                name: "brand_id",
                table: "compliance_profiles");
        }
    }
}
