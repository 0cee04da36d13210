using System.CommandLine;

namespace FinerCut.Cli.Commands;

/// <summary>The names of commands for messages.</summary>
internal static class CommandNames
{
    /// <summary>All of them, with commas between.</summary>
    /// <param name="root">The root of the commands.</param>
    public static string JoinNames(Command root) => string.Join(", ", Each(root));

    /// <summary>All of them.</summary>
    /// <param name="root">The root of the commands.</param>
    public static string[] Each(Command root) => [.. root.Subcommands.Select(command => command.Name)];
}
