using ConsentPortal.Web;
using ConsentPortal.Web.Cli;

// a first word is a verb of the command line; options alone (or nothing) serve the portal
if (args is [var verb, ..] && !verb.StartsWith('-'))
{
    return await CommandLine.RunAsync(args);
}

await using var portal = PortalBuilder.Build(args);
await portal.UpgradeAsync();
await portal.FillDemoAsync();
await portal.RunAsync();
return 0;
