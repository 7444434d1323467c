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
