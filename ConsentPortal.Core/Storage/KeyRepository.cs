using System.Xml.Linq;
using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ConsentPortal.Core.Storage;

/// <summary>Keeps the Data Protection ring in the database, so that every instance reads the same cookies.</summary>
public sealed class KeyRepository(IDbContextFactory<PortalDb> databases, IdSource ids) : IXmlRepository, IConfigureOptions<KeyManagementOptions>
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = databases.CreateDbContext();
        return [.. db.Set<DataProtectionKey>().AsNoTracking().Select(k => k.Xml).ToList().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = databases.CreateDbContext(); // the interface is synchronous, and so is this one statement in ninety days
        var (id, xml) = (ids.Next(), element.ToString(SaveOptions.DisableFormatting));
        db.Database.ExecuteSql($"INSERT INTO data_protection_keys (id, friendly_name, xml) VALUES ({id}, {friendlyName}, {xml})");
    }

    public void Configure(KeyManagementOptions options) => options.XmlRepository = this;
}
