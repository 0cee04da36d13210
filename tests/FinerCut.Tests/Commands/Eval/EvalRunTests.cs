using FinerCut.Commands.Eval;
using FinerCut.Evaluation;
using FinerCut.Evaluation.Protocols;
using FinerCut.Onnx;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Commands.Eval;

public sealed class EvalRunTests : IDisposable
{
    private static readonly int[] Ids = [.. Enumerable.Range(0, 70).Select(i => (i * 37 % 250) + 3)];

    private readonly EvalScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void Run_Windows_IsWhatPlainSumsGive()
    {
        TextScore score = Measure(PerplexityProtocol.Windows);

        double[] losses = Expected([(0, 1), (16, 1), (32, 1), (48, 1)]);
        Assert.Equal(Math.Exp(losses.Average()), score.Perplexity.Value, 1e-4);
        double deviation = Math.Sqrt(losses.Sum(loss => Math.Pow(loss - losses.Average(), 2)) / (losses.Length - 1));
        Assert.Equal(
            score.Perplexity.Value * deviation / Math.Sqrt(losses.Length), score.Perplexity.StandardError!.Value, 1e-4);
        Assert.Equal((4, 4, 60), (score.Windows, score.AllWindows, score.Predictions));
    }

    [Fact]
    public void Run_LlamaCpp_CountsSecondHalves()
    {
        TextScore score = Measure(PerplexityProtocol.LlamaCpp);

        Assert.Equal(Math.Exp(Expected([(0, 9), (16, 9), (32, 9), (48, 9)]).Average()), score.Perplexity.Value, 1e-4);
        Assert.Equal(28, score.Predictions);
    }

    [Fact]
    public void Run_Stride_CountsEachTokenOnceInItsFirstWindow()
    {
        TextScore score = Measure(PerplexityProtocol.Stride);

        double[] losses = Expected([(0, 1), (8, 8), (16, 8), (24, 8), (32, 8), (40, 8), (48, 8), (56, 8)]);
        Assert.Equal(Math.Exp(losses.Average()), score.Perplexity.Value, 1e-4);
        Assert.Equal(69, score.Predictions);
    }

    [Fact]
    public void Run_Rows_IsTheMeanOfPerplexities()
    {
        TextScore score = Measure(PerplexityProtocol.Rows);

        double mean = new[] { 0, 16, 32, 48 }.Average(start => Math.Exp(Expected([(start, 1)]).Average()));
        Assert.Equal(mean, score.Perplexity.Value, 1e-4);
    }

    [Fact]
    public void Run_FirstWindows_LeavesTheOthersOut()
    {
        string path = _scene.WriteIds("text.jsonl", Ids);
        TextScore score = Assert.Single(_scene.Run(_scene.Options with { Texts = [path], Windows = 3 }).Model.Texts);

        Assert.Equal(Math.Exp(Expected([(0, 1), (16, 1), (32, 1)]).Average()), score.Perplexity.Value, 1e-4);
        Assert.Equal((3, 4), (score.Windows, score.AllWindows));
    }

    [Fact]
    public void Run_SequencesOfIds_AreCutEachForItself()
    {
        string path = _scene.WriteIds("ids.jsonl", Ids[..40], Ids[..10], Ids[20..38]);
        TextScore score = Assert.Single(_scene.Run(_scene.Options with { Texts = [path] }).Model.Texts);

        Assert.Equal(Math.Exp(Expected([(0, 1), (16, 1), (20, 1)]).Average()), score.Perplexity.Value, 1e-4);
    }

    [Fact]
    public void Run_SeveralTexts_HaveResultsOfTheirOwn()
    {
        string first = _scene.Write("a.test.raw.txt", new string('x', 100));
        string second = _scene.Write("b.md", string.Concat(Enumerable.Repeat("abc ", 30)));
        EvalResult result = _scene.Run(_scene.Options with { Texts = [first, second] });

        Assert.Equal(["a.test.raw", "b"], result.Model.Texts.Select(text => text.Name));
        Assert.NotEqual(result.Model.Texts[0].Perplexity.Value, result.Model.Texts[1].Perplexity.Value);
    }

    [Fact]
    public void Run_NoText_MeasuresOnTheBuiltInOne()
    {
        EvalResult result = _scene.Run(_scene.Options with { Windows = 2 });

        TextScore score = Assert.Single(result.Model.Texts);
        Assert.Equal(("built-in", 2L), (score.Name, score.Windows));
        Assert.True(score.AllWindows > 2);
    }

    [Fact]
    public void Run_ShorterContextThanTheDefault_TakesWindowsThatFit()
    {
        EvalResult result = _scene.Run(_scene.Options with { Window = null, Windows = 1 });

        Assert.Equal(_scene.Decoder.Options.ContextLength, result.Settings.Window);
    }

    [Fact]
    public void Run_LittleMemory_GivesTheSame()
    {
        string path = _scene.WriteIds("text.jsonl", Ids);
        EvalOptions options = _scene.Options with { Texts = [path] };

        TextScore streamed = _scene.Run(options with { MemoryBytes = 201 << 20 }).Model.Texts[0];
        Assert.Equal(_scene.Run(options).Model.Texts[0].Perplexity, streamed.Perplexity);
    }

    [Fact]
    public void Run_Tasks_AreResultsBesideTheTexts()
    {
        string text = _scene.WriteIds("text.jsonl", Ids);
        string choices = _scene.Write(
            "abc.jsonl", string.Concat(Enumerable.Repeat("{\"context\":\"ab\",\"choices\":[\" c\",\" "
                + "de\"],\"gold\":0}\n", 3)));
        string cloze = _scene.Write("def.jsonl", "{\"context\":\"ab\",\"continuation\":\" c\"}\n");
        EvalResult result = _scene.Run(_scene.Options with { Texts = [text], Tasks = [choices, cloze], Limit = 2 });

        Assert.Equal(["abc", "def"], result.Model.Tasks.Select(task => task.Name));
        Assert.Equal((2, 3), (result.Model.Tasks[0].Items, result.Model.Tasks[0].AllItems));
        Assert.Contains(result.Model.Tasks[0].Accuracy.Value, new[] { 0.0, 1.0 });
        Assert.NotNull(result.Model.Tasks[1].Perplexity);
        Assert.Single(result.Model.Texts);
    }

    [Fact]
    public void Run_TaskAlone_ReadsNoText()
    {
        string task = _scene.Write("t.jsonl", "{\"context\":\"ab\",\"continuation\":\" c\"}\n");
        Assert.Empty(_scene.Run(_scene.Options with { Tasks = [task] }).Model.Texts);
    }

    [Fact]
    public void Run_ContinuationTooLongForTheModel_ThrowsFC7009()
    {
        string task = _scene.Write("t.jsonl", $"{{\"context\":\"ab\",\"continuation\":\"{new string('x', 300)}\"}}\n");
        Refuses("FC7009", "In line 1 of the task", _scene.Options with { Tasks = [task] });
    }

    [Fact]
    public void Run_NoItems_ThrowsFC7008() => Refuses("FC7008", "--limit 0", _scene.Options with { Limit = 0 });

    public static TheoryData<string, string, EvalOptions> Refusals => new()
    {
        { "FC7001", "--window 1 is too short", new() { Model = "", Window = 1 } },
        { "FC7001", "--window 3 is too short", Of(PerplexityProtocol.LlamaCpp) with { Window = 3 } },
        { "FC7001", "--windows 0", new() { Model = "", Windows = 0 } },
        { "FC7001", "--stride 17", Of(PerplexityProtocol.Stride) with { Window = 16, Stride = 17 } },
        { "FC7001", "--stride belongs to", new() { Model = "", Stride = 8 } },
        { "FC7002", "longer than the 128 positions", new() { Model = "", Window = 129 } },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void Run_SizesThatCannotBe_Throws(string code, string part, EvalOptions options)
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(
            () => _scene.Run(options with { Model = _scene.Decoder.Folder }));

        Assert.Equal(code, error.Code);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TextShorterThanAWindow_ThrowsFC7003()
    {
        string path = _scene.WriteIds("short.jsonl", Ids[..9], Ids[..12]);
        Refuses("FC7003", "has 12 tokens, and one window needs 16", _scene.Options with { Texts = [path] });
        Refuses("FC7003", "has 0 tokens", _scene.Options with { Texts = [_scene.Write("empty.txt", "")] });
    }

    [Fact]
    public void Run_TwoFilesOfOneName_ThrowsFC7004()
    {
        string first = _scene.Write("same.txt", "a");
        Refuses("FC7004", "'same'", _scene.Options with { Texts = [first, _scene.Write("same.md", "b")] });
    }

    [Fact]
    public void Run_NoTokenizerAndNoText_ThrowsFC7005()
    {
        File.Delete(Path.Combine(_scene.Decoder.Folder, "tokenizer.json"));
        Refuses("FC7005", "has no tokenizer", _scene.Options);
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
            EvalRun.Execute(_scene.Options, _scene.Observer, NullLogger.Instance, source.Token));
    }

    private static EvalOptions Of(PerplexityProtocol protocol) => new() { Model = "", Protocol = protocol };

    private TextScore Measure(PerplexityProtocol protocol)
    {
        string path = _scene.WriteIds("text.jsonl", Ids);
        return Assert.Single(_scene.Run(_scene.Options with { Texts = [path], Protocol = protocol }).Model.Texts);
    }

    private double[] Expected((int Start, int First)[] windows)
    {
        using PlainModel model = new(_scene.Decoder.ModelPath);
        return [.. windows.SelectMany(window =>
            model.Losses(Ids[window.Start..Math.Min(window.Start + 16, Ids.Length)], window.First))];
    }

    private void Refuses(string code, string part, EvalOptions options)
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => _scene.Run(options));
        Assert.Equal(code, error.Code);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }
}
