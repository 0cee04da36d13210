namespace FinerCut.Clients.Tests;

/// <summary>Tests that need the whole machine: for its memory, or because they take the time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class Unhurried
{
    internal const string Name = "unhurried";
}
