namespace ConsentPortal.Core.Kernel;

/// <summary>The folder that holds what the database does not: the SQLite file itself, key rings, the journal, uploads, mail pickup.</summary>
public sealed class DataDirectory
{
    public DataDirectory(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, "consentportal.db");

    /// <summary>Held by the process that serves or imports; free again when it dies, however it dies.</summary>
    public string LockFile => System.IO.Path.Combine(Path, "portal.lock");

    public string JournalFile => System.IO.Path.Combine(Folder("journal"), "opt-outs.journal");

    public string Keys => Folder("keys");

    public string Uploads => Folder("uploads");

    public string Mail => Folder("mail");

    /// <summary>Files that wait to be fetched, each sealed.</summary>
    public string Exports => Folder("exports");

    /// <summary>What was gathered for people who asked for their data, each file sealed.</summary>
    public string Packages => Folder("packages");

    private string Folder(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;
}
