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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "failed_at",
                table: "text_messages");
        }
    }
}
