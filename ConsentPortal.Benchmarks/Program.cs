using ConsentPortal.Benchmarks;

// dotnet run -c Release --project ConsentPortal.Benchmarks -- NAME [--points N] [--seconds S]
return args switch
{
    ["serve-reference", ..] => await ReferenceServer.RunAsync(args[1..]),
    _ => await Suite.RunAsync(args),
};
