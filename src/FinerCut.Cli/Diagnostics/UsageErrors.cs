using System.CommandLine;
using FinerCut.Onnx;

namespace FinerCut.Cli.Diagnostics;

/// <summary>The texts of errors in a command line.</summary>
internal static class UsageErrors
{
    public static DiagnosticException NoCommand(string commands) => new(
        "FC4001", $"No command was given; possible commands: {commands}. 'finercut --help' explains them.");

    public static DiagnosticException UnknownCommand(string found, IReadOnlyList<string> possible) => new(
        "FC4002", $"'{found}' is not a command; {Possible("commands", found, possible)}.");

    public static DiagnosticException ModelWithoutCommand(string found) => new(
        "FC4002", $"'{found}' is not a command; say what to do with it, such as 'finercut inspect {found}'.");

    public static DiagnosticException CommandNotFirst(string found, string command) => new(
        "FC4002",
        $"'{found}' stands before the command; the command comes first, such as "
            + $"'finercut {command} {(found[0] == '-' ? $"MODEL {found}" : found)}'.");

    public static DiagnosticException OptionWithoutCommand(string found, IReadOnlyList<string> owners) => new(
        "FC4001",
        $"No command was given; {found} is an option of {Listed(owners)}. Name the command first, such as 'finercut "
            + $"{owners[0]} MODEL {found}'.");

    /// <param name="found">What was typed.</param>
    /// <param name="command">The command.</param>
    /// <param name="possible">The options that the command has.</param>
    /// <param name="owners">Other commands that have an option of this name.</param>
    public static DiagnosticException UnknownOption(
        string found, string command, IReadOnlyList<string> possible, IReadOnlyList<string> owners) => new(
        "FC4003", $"{command} has no option '{found}'; " + (found is "-m" or "--model"
            ? $"the MODEL stands alone, such as 'finercut {command} models/tales-3m'."
            : owners.Count == 1 ? $"{owners[0]} has one. '--help' shows those of {command}."
            : owners.Count > 1 ? $"{Listed(owners)} have one. '--help' shows those of {command}."
            : Suggestion.For(found, possible) is { } near ? $"did you mean {near}? '--help' shows all of them."
            : $"possible options: {string.Join(", ", possible)}."));

    public static DiagnosticException PromptTwice() => new(
        "FC4007", "The prompt was given more than once, after the MODEL and by --prompt; give it once.");

    public static DiagnosticException ExtraArgument(string found, Command command) => new(
        "FC4004",
        $"'{found}' is one argument too many; {command.Name} takes {Names(command.Arguments)}.{Quoting(command)}");

    public static DiagnosticException MissingModel(string command) => new(
        "FC4005", $"{command} needs a MODEL: a .onnx file, or a folder that holds one, such as 'finercut {command} "
            + "models/tales-3m'.");

    public static DiagnosticException Swallowed(string value, string option, string command) => new(
        "FC4005", $"{command} lacks an argument: '{value}' was taken for the value of {option}. Put {option} after all "
            + "arguments.");

    public static DiagnosticException MissingPlan(string command) => new(
        "FC4005", $"{command} needs a PLAN and a MODEL: a plan file or a pruned folder, then the model that it was "
            + $"made for, such as 'finercut {command} tales-3m-order.plan.json models/tales-3m'.");

    public static DiagnosticException MissingFile(string command) => new(
        "FC4005", $"{command} needs a FILE with text after the MODEL, or - for standard input, such as 'finercut "
            + $"{command} models/tales-3m story.txt'.");

    public static DiagnosticException NoPrompt() => new(
        "FC4070",
        "generate needs a text to continue after the MODEL, or by --prompt, such as \"Once upon a time\"; - is "
            + "standard input.");

    public static DiagnosticException MissingPruned(string command) => new(
        "FC4005", $"{command} needs a PRUNED model: a folder that finercut wrote, or its .onnx file, such as 'finercut "
            + $"{command} models/tales-3m-pruned-25pct --against models/tales-3m'.");

    public static DiagnosticException NothingToCompareWith(string pruned) => new(
        "FC4078", $"verify needs the dense model to compare '{pruned}' with; give --against DENSE, a .onnx file or its "
            + "folder.");

    public static DiagnosticException MissingValue(string option, string placeholder) => new(
        "FC4006", $"{option} needs a value: {option} {placeholder}.");

    public static DiagnosticException Repeated(string option) => new(
        "FC4007", $"{option} was given more than once; give it once.");

    public static DiagnosticException NotANumber(string option, string found, string example) => new(
        "FC4008", $"{option} '{found}' is not a number; write it such as {option} {example}.");

    public static DiagnosticException NotASize(string option, string found, string example) => new(
        "FC4062", $"{option} '{found}' is not an amount of bytes; write it such as {option} {example}, with B, kB, MB, "
            + "GB or TB, KiB, MiB, GiB or TiB.");

    public static DiagnosticException SizeWithoutUnit(
        string option, string found, (string Likely, string Literal) readings) => new(
        "FC4062",
        $"{option} {found} has no unit; write {option} {readings.Likely}, or {readings.Literal} for {found} bytes.");

    public static DiagnosticException NotAWord(string option, string found, IReadOnlyList<string> possible) => new(
        "FC4009", $"{option} '{found}' is not known; {Possible("values", found, possible)}.");

    public static DiagnosticException NoAmount() => new(
        "FC4010", "How much to remove is missing; give --ratio R, --count N or another amount, such as --ratio 0.25. "
            + "'finercut prune --help' lists them.");

    public static DiagnosticException SeveralAmounts(IReadOnlyList<string> given) => new(
        "FC4010", $"{string.Join(" and ", given)} contradict each other; give one of them.");

    public static DiagnosticException EmptyList(string option, string example) => new(
        "FC4011", $"{option} names no sublayer; write them with commas between, such as {option} {example}.");

    public static DiagnosticException VersionWithMore() => new(
        "FC4012", "--version stands alone; leave the other arguments out.");

    public static DiagnosticException LogFileUnwritable(string path, Exception cause) => new(
        "FC4013", $"--log-file '{path}' cannot be written: {cause.Message} Name a file in a folder that you may write "
            + "to.", cause);

    public static DiagnosticException ResumeAndRestart() => new(
        "FC4044", "--resume and --restart contradict each other; give one of them, or none to continue a search where "
            + "it matches.");

    public static DiagnosticException ResumeWithoutSearch() => new(
        "FC4044", "--resume continues a search, and --remove does without one; leave one of them out.");

    public static DiagnosticException TwoPlanFiles() => new(
        "FC7205", "Without --pick, --output and --plan both name the file of the plan; give one of them.");

    public static DiagnosticException CacheAndNoCache() => new(
        "FC7206", "--cache and --no-cache contradict each other; give one of them.");

    public static DiagnosticException NotACacheFolder(string found) => new(
        "FC7207", $"--cache '{found}' is no folder; name one, which is created where there is none.");

    public static DiagnosticException Unexplained(string parserMessage) => new(
        "FC4014", $"The command line was not understood: {parserMessage} 'finercut --help' shows what can be said.");

    private static string Names(IEnumerable<Argument> arguments) =>
        string.Join(" and ", arguments.Select(argument => $"one {argument.Name}"));

    private static string Quoting(Command command) => command.Arguments[^1].Name switch
    {
        "COMMAND" => "",
        "PROMPT" => " Quote a text that contains spaces.",
        _ => " Quote a path that contains spaces.",
    };

    private static string Listed(IReadOnlyList<string> names) => names.Count == 1
        ? names[0]
        : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";

    private static string Possible(string what, string found, IReadOnlyList<string> possible)
    {
        string list = $"possible {what}: {string.Join(", ", possible)}";
        return Suggestion.For(found, possible) is { } near
            ? $"did you mean {near}? {char.ToUpperInvariant(list[0])}{list[1..]}"
            : list;
    }
}
