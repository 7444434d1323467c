using ConsentPortal.Benchmarks;

// dotnet run -c Release --project ConsentPortal.Benchmarks -- NAME [--points N] [--seconds S]
return args switch
{
    ["serve-portal", ..] => await Children.ServePortalAsync(args[1..]),
    ["serve-reference", ..] => await ReferenceServer.RunAsync(args[1..]),
    ["portal-verb", .. var verb] => await ConsentPortal.Web.Cli.CommandLine.RunAsync(verb),
    _ => await Suite.RunAsync(args),
};
