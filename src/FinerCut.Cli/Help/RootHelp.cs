using System.CommandLine;
using System.Globalization;
using FinerCut.Cli.Diagnostics;

namespace FinerCut.Cli.Help;

/// <summary>The help of <c>finercut</c> itself.</summary>
internal static class RootHelp
{
    /// <summary>Builds the page.</summary>
    /// <param name="root">The root command with its commands.</param>
    /// <param name="options">The options that stand before a command.</param>
    /// <returns>The page.</returns>
    public static HelpPage Page(RootCommand root, IReadOnlyList<Option> options) => new()
    {
        Summary = "Makes ONNX language models smaller and faster without training.",
        Usage = "finercut COMMAND MODEL [options]",
        Lists = [new HelpList(
            "Commands", [.. root.Subcommands.Select(command => new HelpRow(command.Name, command.Description ?? ""))])],
        Groups = [new OptionGroup("Options", options)],
        Examples =
        [
            "finercut prune models/tales-3m --ratio 0.25",
            "finercut inspect models/tales-3m",
            "finercut generate models/tales-3m \"Once upon a time\"",
            "finercut help prune",
        ],
        Closing = [new HelpList(
            "Exit codes",
            [.. ExitCodeMeanings.All.Select(meaning => new HelpRow(Number(meaning.Code), meaning.Text))])],
    };

    private static string Number(ExitCode code) => ((int)code).ToString(CultureInfo.InvariantCulture);
}
