using System.Text.Json.Nodes;
using FinerCut.Cli.Commands;
using FinerCut.Cli.Consoles;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.BadInput;

/// <summary>Texts of strangers that a terminal would obey: in configurations, plans, paths, graphs and
/// tokenizers.</summary>
public sealed class TerminalEscapeTests : IDisposable
{
    private const string Hostile = "\e[2J\e]0;pwn\a\u009b31m\u202e";

    private readonly TemporaryFolder _folder = new();
    private readonly TinyDecoder _decoder;

    public TerminalEscapeTests() =>
        _decoder = TinyDecoder.Write(_folder.Combine("model"), new TinyDecoderOptions { Layers = 2 });

    public static TheoryData<string> Places =>
        ["model_type", "path", "plan", "tokenizer", "graph", "argument", "companion"];

    [Theory]
    [MemberData(nameof(Places))]
    public void Command_HostileText_ReachesNeitherStreamNorLog(string place)
    {
        string log = _folder.Combine("log.json");
        string said = string.Concat(CommandsFor(place).Select(args => Run([.. args, "--log-file", log])));

        // A command line that is not understood comes before the log.
        string logged = File.Exists(log) ? File.ReadAllText(log) : "";

        Assert.Contains("pwn", said + logged, StringComparison.Ordinal);
        Assert.All([said, logged], text => Assert.Equal(
            text.ReplaceLineEndings("\n"), SafeText.Show(text.ReplaceLineEndings("\n"), allowsInk: false)));
    }

    [Fact]
    public void Inspect_AsJson_KeepsTheValue()
    {
        SetModelType();
        using StringWriter output = new();
        CommandLine.RunCommandLine(["inspect", _decoder.Folder, "--json"], Context(output, TextWriter.Null));

        Assert.DoesNotContain('\e', output.ToString());
        Assert.Equal(Hostile, (string?)JsonNode.Parse(output.ToString())!["architecture"]);
    }

    public void Dispose() => _folder.Dispose();

    private IEnumerable<string[]> CommandsFor(string place)
    {
        switch (place)
        {
            case "model_type":
                SetModelType();
                return [
                    ["inspect", _decoder.Folder],
                    ["prune", _decoder.Folder, "--remove", "0.ffn", "-o", _folder.Combine("out"), "-v"]
                ];
            case "path":
                return [["inspect", _folder.Combine($"no{Hostile}")], ["prune", $"no{Hostile}", "--count", "1"]];
            case "plan":
                string plan = _folder.Combine("p.plan.json");
                File.WriteAllText(
                    plan,
                    $$"""{"format": 1, "removed": [{"sublayer": {{JsonValue.Create(Hostile).ToJsonString()}}, "distance": 1}]}""");
                return [["inspect", plan], ["apply", plan, _decoder.Folder]];
            case "tokenizer":
                File.WriteAllText(
                    Path.Combine(
                        _decoder.Folder,
                        "tokenizer.json"), $$$"""{"model": {"type": {{{JsonValue.Create(Hostile).ToJsonString()}}}}}""");
                return [["tokens", _decoder.Folder, Path.Combine(_decoder.Folder, "config.json")]];
            case "graph":
                byte[] bytes = File.ReadAllBytes(_decoder.ModelPath);
                File.WriteAllBytes(_decoder.ModelPath, bytes[..(bytes.Length / 2)]);
                return [["inspect", _decoder.Folder, Hostile], ["inspect", _decoder.Folder, $"--{Hostile}"]];
            case "argument":
                return [
                    ["prune", _decoder.Folder, "--count", Hostile],
                    [Hostile],
                    ["prune", _decoder.Folder, "--remove", Hostile]
                ];
            default:
                File.WriteAllText(Path.Combine(_decoder.Folder, $"left{Hostile}.bin"), "");
                return [["prune", _decoder.Folder, "--remove", "0.ffn", "-o", _folder.Combine("out")]];
        }
    }

    private void SetModelType()
    {
        string path = Path.Combine(_decoder.Folder, "config.json");
        JsonNode config = JsonNode.Parse(File.ReadAllText(path))!;
        config["model_type"] = Hostile;
        File.WriteAllText(path, config.ToJsonString());
    }

    private static string Run(string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        CommandLine.RunCommandLine(args, Context(output, error));
        return output.ToString() + error;
    }

    private static CliContext Context(TextWriter output, TextWriter error) => new()
    {
        Library = new ModelLibrary(),
        Output = output,
        OutputTerminal = Terminal.Redirected,
        Story = new Story(error, Terminal.Redirected),
    };
}
