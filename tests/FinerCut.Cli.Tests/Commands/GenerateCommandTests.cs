using System.Text.Json;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Cli.Tests.Snapshots;
using FinerCut.Commands.Generate;
using FinerCut.Execution;
using FinerCut.Onnx;

namespace FinerCut.Cli.Tests.Commands;

public class GenerateCommandTests
{
    [Theory]
    [InlineData("generate-text", "")]
    [InlineData("generate-quiet", "-q")]
    [InlineData("generate-json", "--json")]
    public void Screen_OfAText_MatchesSnapshot(string name, string options)
    {
        using CliRun run =
            new() { Library = new FakeLibrary { OnGenerate = (_, tell) => Play(tell, Samples.Generated) } };
        Assert.Equal(ExitCode.Done, run.Run([
            "generate",
            "models/tales-3m",
            "--prompt",
            "Once upon a time",
            .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        ]));
        Snapshot.Match(name, run.Transcript);
    }

    [Fact]
    public void Screen_OneTokenWithoutCache_MatchesSnapshot()
    {
        GenerateResult one = Samples.Generated with
        {
            PromptIds = [1],
            Ids = [12],
            Text = ",",
            Stop = StopReason.EndOfText,
            TokensPerSecond = null,
            CacheBytes = 0,
            CacheBytesPerToken = 0,
        };
        using CliRun run = new() { Library = new FakeLibrary { OnGenerate = (_, tell) => Play(tell, one) } };
        run.Run("generate", "model", "--prompt", "a");
        Snapshot.Match("generate-one-token", run.Transcript);
    }

    [Fact]
    public void Screen_WithoutPrompt_MatchesSnapshot()
    {
        using CliRun run = new();
        Assert.Equal(ExitCode.Usage, run.Run("generate", "models/tales-3m"));
        Snapshot.Match("usage-generate-without-prompt", run.Transcript);
    }

    [Fact]
    public void Error_AfterSomeText_LeavesWhatWasWritten()
    {
        using CliRun run = new()
        {
            Library = new FakeLibrary
            {
                OnGenerate = (_, tell) =>
                {
                    tell("Once");
                    throw new DiagnosticException("FC5016", "'model.onnx' has logits that are not numbers.");
                },
            },
        };
        Assert.Equal(ExitCode.FellShort, run.Run("generate", "model", "--prompt", "a"));
        Assert.Equal("Once", run.Output);
    }

    [Fact]
    public void Prompt_FromStandardInput_IsReadWhole()
    {
        using CliRun run = new() { Input = "First line\nsecond: é\n" };
        run.Run("generate", "model", "--prompt", "-");
        Assert.Equal("First line\nsecond: é\n", run.Library.AskedToGenerate!.Prompt);
    }

    [Fact]
    public void Json_Parsed_HasTheDocumentedKeysInOrder()
    {
        using CliRun run = new();
        run.Run("generate", "model", "--prompt", "a", "--json");
        using JsonDocument answer = JsonDocument.Parse(run.Output);
        Assert.Equal(
            [
                "model",
                "prompt_ids",
                "ids",
                "text",
                "stop",
                "prompt_seconds",
                "tokens_per_second",
                "cache_bytes",
                "cache_bytes_per_token"
            ],
            answer.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal("max_tokens", answer.RootElement.GetProperty("stop").GetString());
    }

    [Fact]
    public void Options_NoneBesidesThePrompt_AreTheLibrarysDefaults()
    {
        using CliRun run = new();
        run.Run("generate", "m", "--prompt", "p");
        GenerateOptions asked = run.Library.AskedToGenerate!;
        Assert.Equal(
            new GenerateOptions { Model = "m", Prompt = "p", Warn = asked.Warn, Log = asked.Log, Time = asked.Time },
            asked);
    }

    [Fact]
    public void Options_AllGiven_ReachTheLibrary()
    {
        using CliRun run = new();
        run.Run(
            "generate m --prompt p --chat --max-tokens 7 --temperature 0.5 --seed 3 --threads 2 --provider cpu -q -v"
                .Split(' '));
        GenerateOptions asked = run.Library.AskedToGenerate!;
        Assert.Equal(
            new GenerateOptions
            {
                Model = "m",
                Prompt = "p",
                IsChat = true,
                MaxTokens = 7,
                Temperature = 0.5,
                Seed = 3,
                Threads = 2,
                Provider = ProviderChoice.Cpu,
                Warn = asked.Warn,
                Log = asked.Log,
                Time = asked.Time
            },
            asked);
    }

    [Fact]
    public void Cancellation_OnRequest_ExitsWith130()
    {
        using CliRun run = new();
        run.Cancel();
        Assert.Equal(ExitCode.Cancelled, run.Run("generate", "model", "--prompt", "a"));
    }

    private static GenerateResult Play(Action<string> tell, GenerateResult result)
    {
        foreach (string piece in result.Text.Split(' ').Select((word, index) => index == 0 ? word : " " + word))
        {
            tell(piece);
        }

        return result;
    }
}
