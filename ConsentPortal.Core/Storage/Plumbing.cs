using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Storage;

/// <summary>A version number for what processes keep in memory: when it differs, they read again.</summary>
public sealed class Stamp
{
    public const int NameMaxLength = 40;

    public string Name { get; init; } = "";

    public long Value { get; set; }
}

/// <summary>The next number of a series that must have no two owners; taken inside the write transaction.</summary>
public sealed class Counter
{
    public const int NameMaxLength = 40;

    public string Name { get; init; } = "";

    public long Value { get; set; }
}

/// <summary>Which process makes ids under which node number, until when.</summary>
public sealed class NodeLease
{
    public int Node { get; init; }

    public string Owner { get; set; } = "";

    public DateTimeOffset Until { get; set; }
}

/// <summary>One setting of the whole portal, by name.</summary>
public sealed class Setting
{
    public const int NameMaxLength = 60;

    public string Name { get; init; } = "";

    public string Value { get; set; } = "";
}

/// <summary>A Data Protection key (cookies, antiforgery), kept in the database so that every instance reads the same ring.</summary>
public sealed class DataProtectionKey : IEntity
{
    public Id<DataProtectionKey> Id { get; init; }

    public string FriendlyName { get; init; } = "";

    public string Xml { get; init; } = "";
}
