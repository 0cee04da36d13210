using System.Text.Json.Nodes;
using FinerCut.Cli.Commands;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Runs;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.BadInput;

/// <summary>A folder with a tiny model, on which a command runs as on a terminal of a fixed width.</summary>
internal sealed class FaultScene : IDisposable
{
    private const string Shown = "models";

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _cancellation = new();

    public FaultScene() => TinyDecoder.Write(_folder.Combine("tiny"), new TinyDecoderOptions { Layers = 2 });

    /// <summary>Called when a phase of <c>prune</c> begins.</summary>
    public Action<RunPhase> OnPhase { get; set; } = _ => { };

    /// <summary>Called before a model is inspected.</summary>
    public Action OnInspect { get; set; } = () => { };

    /// <summary>Opens standard input.</summary>
    public Func<Stream> Input { get; set; } = () => Stream.Null;

    /// <summary>Standard output.</summary>
    public TextWriter Output { get; set; } = TextWriter.Null;

    /// <summary>Full path of a file of the model.</summary>
    public string File(string name) => _folder.Combine("tiny", name);

    /// <summary>Full path of something beside the model's folder.</summary>
    public string Beside(string name) => _folder.Combine(name);

    /// <summary>Changes a JSON file of the model.</summary>
    public void Edit(string name, Action<JsonNode> edit)
    {
        JsonNode json = JsonNode.Parse(System.IO.File.ReadAllText(File(name)))!;
        edit(json);
        System.IO.File.WriteAllText(File(name), json.ToJsonString());
    }

    /// <summary>Asks the run to stop, as Ctrl-C does.</summary>
    public void Stop() => _cancellation.Cancel();

    /// <summary>Runs a command.</summary>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="args">The command line; <c>models/</c> stands for this folder.</param>
    /// <returns>The command line as a person would type it, the exit code, and standard error.</returns>
    public string Run(int width, IReadOnlyList<string> args)
    {
        using StringWriter error = new() { NewLine = "\n" };
        Terminal terminal = new(CanRedraw: true, width, HasColors: false, HasUnicode: true);
        ExitCode code = CommandLine.RunCommandLine([.. args.Select(Full)], new CliContext
        {
            Library = new MovedLibrary(_folder.Path, Shown) { OnPhase = OnPhase, OnInspect = OnInspect },
            Input = Input,
            Output = Output,
            OutputTerminal = terminal,
            Story = new Story(error, terminal),
            Cancellation = _cancellation.Token,
        });
        string line = SafeText.ShowOnOneLine(string.Join(' ', args));
        return $"$ finercut {line}\nexit {(int)code} {code}\n--- stderr\n{error}";
    }

    public void Dispose()
    {
        _cancellation.Dispose();
        _folder.Dispose();
    }

    private string Full(string argument) => argument.StartsWith(Shown + "/", StringComparison.Ordinal)
        ? _folder.Combine([.. argument.Split('/')[1..]])
        : argument;
}
