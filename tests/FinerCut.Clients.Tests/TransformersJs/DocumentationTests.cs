using System.Diagnostics;
using FinerCut.TestModels.Files;
using FinerCut.Tokenizers;

namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>The code on the page about clients, executed as it stands there.</summary>
[Collection(nameof(ClientCollection))]
public sealed class DocumentationTests(BrowserFixture browser, BundledModel bundled) : IDisposable
{
    private const string Prompt = "Once upon a time";
    private const int Count = 40;

    private static readonly string[] Removed = ["2.attn", "4.attn", "5.ffn", "8.attn", "9.attn", "11.ffn"];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void JavaScript_InNode_WritesTheText()
    {
        string node = NodePackages.Require();
        Prune();
        string program = Path.Combine(NodePackages.Folder, $"page-{Guid.NewGuid():N}.mjs");
        File.WriteAllText(program, ClientsPage.Block("transformers.js", "js"));
        try
        {
            Assert.Equal(Expected(), Run(node, program));
        }
        finally
        {
            File.Delete(program);
        }
    }

    [Fact]
    public void Html_InBrowser_ShowsTheText()
    {
        BrowserFixture.Require();
        string pruned = Prune();
        object request = new
        {
            Page = ClientsPage.Block(
            "In a browser", "html"),
            Models = new Dictionary<string, string> { [Path.GetFileName(pruned)] = pruned }
        };
        Assert.Equal(Expected(), (string)browser.Ask(request)["text"]!);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The folder that the page names.</summary>
    private string Prune() =>
        BundledModel.Prune(BundledModel.Folder, Removed, _folder.Combine("models", "tales-3m-pruned-25pct"));

    private string Expected()
    {
        HuggingFaceTokenizer tokenizer = TokenizerFolder.Open(BundledModel.Folder);
        int[] prompt = [.. tokenizer.EncodeIds(Prompt, addSpecialTokens: true)];
        return Prompt + tokenizer.DecodeIds(bundled.Model.Continue(Removed, prompt, Count));
    }

    private string Run(string node, string program)
    {
        using Process process = Process.Start(new ProcessStartInfo(node, [program])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal((0, ""), (process.ExitCode, error.Result));
        return output.TrimEnd('\r', '\n');
    }
}
