using FinerCut.Onnx;
using FinerCut.Tasks;
using FinerCut.TestModels.Files;

namespace FinerCut.Tests.Tasks;

public sealed class TaskFileTests : IDisposable
{
    private const string Choices = """{"context": "a", "choices": [" b", " c"], "gold": 1}""";
    private const string Cloze = """{"context": "a", "continuation": " b"}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Choices_ShareTheirContext()
    {
        TaskItem item = Assert.Single(Read(Choices).Items);

        Assert.Equal([new TaskChoice("a", " b"), new TaskChoice("a", " c")], item.Choices);
        Assert.Equal(1, item.Gold);
    }

    [Fact]
    public void Read_Contexts_ShareTheirContinuation()
    {
        TaskItem item = Assert.Single(Read("""{"contexts": ["a", "b"], "continuation": " c", "gold": 0}""").Items);

        Assert.Equal([new TaskChoice("a", " c"), new TaskChoice("b", " c")], item.Choices);
        Assert.Equal(0, item.Gold);
    }

    [Fact]
    public void Read_Continuation_IsFoundByTheModel()
    {
        TaskSet task = Read(Cloze);

        Assert.True(task.IsCloze);
        Assert.Equal([new TaskChoice("a", " b")], task.Items[0].Choices);
    }

    [Fact]
    public void Read_FewerThanAll_TellsHowManyThereAre()
    {
        TaskSet task = TaskFile.Read(Write($"{Choices}\n\n{Choices}\r\n{Choices}"), 2);

        Assert.Equal((2, 3), (task.Items.Count, task.AllItems));
        Assert.Equal([1L, 3L], task.Items.Select(item => item.Line));
    }

    [Theory]
    [InlineData("""{"context": "a", "choices": [" b"], "gold": 0}""", "no list of two texts or more as \"choices\"")]
    [InlineData("""{"context": "a", "choices": [" b", 1], "gold": 0}""", "no list of two texts or more as \"choices\"")]
    [InlineData("""{"context": "a", "choices": [" b", " c"], "gold": 2}""", "no number from 0 to 1 as \"gold\"")]
    [InlineData("""{"context": "a", "choices": [" b", " c"], "gold": 0.5}""", "no number from 0 to 1 as \"gold\"")]
    [InlineData("""{"context": "a", "choices": [" b", " c"], "gold": "1"}""", "no number from 0 to 1 as \"gold\"")]
    [InlineData("""{"context": "a", "choices": [" b", " c"]}""", "no number from 0 to 1 as \"gold\"")]
    [InlineData("""{"choices": [" b", " c"], "gold": 0}""", "no text as \"context\"")]
    [InlineData("""{"contexts": ["a", "b"], "gold": 0}""", "no text as \"continuation\"")]
    [InlineData("""{"context": "a", "continuation": ""}""", "has an empty text to score")]
    [InlineData("""{"text": "a"}""", "no text as \"context\"")]
    [InlineData("[1, 2]", "is no object")]
    [InlineData("{", "is not JSON")]
    [InlineData("""{"context": "\ud800", "continuation": " b"}""", "half of a surrogate pair")]
    public void Read_WhatIsNoItem_ThrowsFC7007WithItsLine(string line, string part)
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Read($"{Choices}\n{line}"));

        Assert.Equal("FC7007", error.Code);
        Assert.StartsWith("Line 2 of the task ", error.Message, StringComparison.Ordinal);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TwoForms_ThrowsFC7007() => Assert.Contains(
        "is of another form than line 1",
        Assert.Throws<DiagnosticException>(() => Read($"{Choices}\n{Cloze}")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Read_Bytes_ThrowsFC7007()
    {
        string path = _folder.Combine("bytes.jsonl");
        File.WriteAllBytes(path, [0x7b, 0xff, 0x7d]);
        Assert.Equal("FC7007", Assert.Throws<DiagnosticException>(() => TaskFile.Read(path, null)).Code);
    }

    [Fact]
    public void Read_Nothing_ThrowsFC7007() =>
        Assert.Equal("FC7007", Assert.Throws<DiagnosticException>(() => Read("\n \n")).Code);

    [Fact]
    public void Read_NoFile_ThrowsFC7006()
    {
        Assert.All(
            (string[])[_folder.Combine("no.jsonl"), _folder.Path],
            path => Assert.Equal("FC7006", Assert.Throws<DiagnosticException>(() => TaskFile.Read(path, null)).Code));
    }

    private TaskSet Read(string text) => TaskFile.Read(Write(text), null);

    private string Write(string text)
    {
        string path = _folder.Combine("task.jsonl");
        File.WriteAllText(path, text);
        return path;
    }
}
