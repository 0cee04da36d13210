using System.CommandLine;

namespace FinerCut.Cli.Help;

/// <summary>Options that belong together on a help page.</summary>
/// <param name="Title">What they have in common.</param>
/// <param name="Options">The options in their order.</param>
internal sealed record OptionGroup(string Title, IReadOnlyList<Option> Options);
