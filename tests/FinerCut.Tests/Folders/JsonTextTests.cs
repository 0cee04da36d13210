using System.Text;
using FinerCut.Configurations;
using FinerCut.Folders;

namespace FinerCut.Tests.Folders;

/// <summary>JSON whose texts are none.</summary>
public sealed class JsonTextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Texts => [
        "\"\\ud800\"",
        "\"a\\udc00b\"",
        "\"\\ud800\\ud800\"",
        "\"\u00ff\"",
        "\"\u00ed\u00a0\u0080\"",
        "{\"\\udbff\": 1}"
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Find_TextThatIsNone_IsRefusedWithItsLine(string text)
    {
        string path = _folder.Write("config.json", Encoding.Latin1.GetBytes($"{{\n  \"model_type\":\n  {text}}}"));
        Assert.All<Action>(
            [
                () => JsonFile.Find(path),
                () => ModelConfiguration.Read(_folder.Root),
                () => _ = new EditableJson(File.ReadAllBytes(path), path),
            ],
            read => Assert.StartsWith(
                $"'{path}' is not valid JSON: the text at line 3, ",
                Refusal.Of("FC1014", read),
                StringComparison.Ordinal));
    }

    [Fact]
    public void Find_EscapedPairsAndOtherScripts_AreTexts()
    {
        string path = _folder.Write("config.json", "{\"a\": \"\\ud83d\\ude00 \\u00e9 é 漢字\"}");
        Assert.Equal("😀 é é 漢字", JsonFile.Find(path)!.Value.GetProperty("a").GetString());
    }

    public void Dispose() => _folder.Dispose();
}
