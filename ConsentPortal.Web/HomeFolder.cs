namespace ConsentPortal.Web;

/// <summary>The folder that relative settings start from: beside the published executable, or the project's when run from source.</summary>
internal static class HomeFolder
{
    public static string? Of(string[] args)
    {
        if (args.Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase)))
        {
            return null; // a test host says where
        }

        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        var project = folder.Parent?.Parent?.Parent; // bin/Debug/net10.0
        return project is not null && File.Exists(Path.Combine(project.FullName, "ConsentPortal.Web.csproj")) ? project.FullName : folder.FullName;
    }
}
