using System.Text.Json;
using System.Text.Json.Nodes;
using FinerCut.Clients.Tests.TransformersJs;

namespace FinerCut.Clients.Tests.Reports;

/// <summary>A browser without a window that opens reports from disk; it starts when it is first asked.</summary>
public sealed class ReportBrowser : IDisposable
{
    private readonly Dictionary<ReportView, ReportFacts> _seen = [];
    private readonly Lazy<JavaScriptClient> _client =
        new(() => JavaScriptClient.Start("report.mjs", BrowserFixture.Program!));

    /// <summary>Opens a report and tells what a reader would find; once for each view.</summary>
    internal ReportFacts Look(ReportView view)
    {
        if (!_seen.TryGetValue(view, out ReportFacts? facts))
        {
            _seen[view] = facts = Ask(view).Deserialize<ReportFacts>(JsonSerializerOptions.Web)!;
        }

        return facts;
    }

    /// <summary>Opens a report and takes a picture.</summary>
    internal void TakePicture(ReportView view) => Ask(view);

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }

    private JsonNode Ask(ReportView view)
    {
        BrowserFixture.Require();
        return _client.Value.Ask(view);
    }
}
