using System.Text.Json.Nodes;

namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>transformers.js in a browser without a window, one process for all tests of a collection; it starts when it
/// is first asked.</summary>
public sealed class BrowserFixture : IDisposable
{
    private const string Variable = "FINERCUT_CHROMIUM";

    /// <summary>Path of the browser; null where there is none.</summary>
    internal static readonly string? Program =
        Environment.GetEnvironmentVariable(Variable)
            ?? ProgramPath.Find("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

    private readonly Lazy<JavaScriptClient> _client = new(() => JavaScriptClient.Start("browser.mjs", Program!));

    /// <summary>Skips the running test, with the reason, where no browser, node or package can be had.</summary>
    internal static void Require()
    {
        Assert.SkipWhen(Program is null, $"no Chromium on the PATH, and {Variable} does not name one");
        NodePackages.Require();
    }

    /// <summary>Asks a page, and makes sure that it did not ask anybody but this machine.</summary>
    /// <exception cref="ClientException">The page, or the model in it, failed.</exception>
    internal JsonNode Ask(object request)
    {
        Require();
        JsonNode answer = _client.Value.Ask(request);
        Assert.Empty(answer["outside"]!.AsArray());
        return answer;
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }
}
