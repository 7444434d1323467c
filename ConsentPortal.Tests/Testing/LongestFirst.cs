using ConsentPortal.Tests.Testing;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace ConsentPortal.Tests.Testing;

/// <summary>What drives Chromium begins first, one collection beside the other: begun last, it ran on alone at the end with half the machine idle.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] First = ["sweep", "browser"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection
        => [.. testCollections.OrderBy(c => Array.IndexOf(First, c.TestCollectionDisplayName) is >= 0 and var place ? place : First.Length).ThenBy(c => c.TestCollectionDisplayName, StringComparer.Ordinal)];
}
