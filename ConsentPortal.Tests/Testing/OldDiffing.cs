using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ConsentPortal.Tests.Testing;

/// <summary>bunit 2 was compiled against AngleSharp.Diffing 1.x; the feed only has 0.17.0. The default binder refuses a lower
/// version, the Resolving event does not.</summary>
internal static class OldDiffing
{
    [ModuleInitializer]
    internal static void Init() => AssemblyLoadContext.Default.Resolving += (ctx, name) =>
        name.Name == "AngleSharp.Diffing" ? ctx.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll")) : null;
}
