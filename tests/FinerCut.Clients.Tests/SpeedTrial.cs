using System.Globalization;
using FinerCut.Commands.Inspect;
using FinerCut.Tokenizers;

namespace FinerCut.Clients.Tests;

/// <summary>How fast one client continues a text, dense and with 25 % and 50 % of the sublayers gone: a row for the
/// table of <c>docs/clients.md</c>.</summary>
/// <remarks>Rounds go over the three folders in turn, and the fastest of each counts: it is the one that was disturbed
/// least.</remarks>
internal static class SpeedTrial
{
    private const int Count = 128;
    private const int Rounds = 5;
    private const string Prompt = "Once upon a time, there was a little girl named Lily.";

    /// <summary>Measures and prints the row.</summary>
    /// <param name="client">Name and version, as the table has them.</param>
    /// <param name="path">The dense model.</param>
    /// <param name="write">Continues a prompt (folder, ids, tokens to write) and gives the tokens per second.</param>
    public static async Task Run(string client, string path, Func<string, int[], int, Task<double>> write)
    {
        using ClientModel model = new(path);
        string[] folders = [.. new[] { 0, 0.25, 0.5 }.Select(ratio => model.Prune(EvenlySpread(model, ratio)))];
        int[] prompt = [.. TokenizerFolder.Open(path).EncodeIds(Prompt, addSpecialTokens: false)];
        double[] speeds = new double[folders.Length];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < folders.Length; i++)
            {
                speeds[i] = Math.Max(speeds[i], await write(folders[i], prompt, Count));
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {client} | {Path.GetFileName(path)} | {speeds[0]:0.0} | {speeds[1]:0.0} | {speeds[2]:0.0} | "
                + $"{string.Join(" / ", folders.Select(CacheBytesPerToken))} |"));
        Assert.Equal(speeds.Order(), speeds);
    }

    /// <summary>Whole layers at equal distances, so that as many attentions go as feed-forward sublayers, or one more.
    /// The first layers, which no search would remove, stay.</summary>
    private static string[] EvenlySpread(ClientModel model, double ratio)
    {
        const int kept = 2;
        int count = (int)(ratio * model.Sublayers.Count);
        int removed = (count + 1) / 2;
        int candidates = (model.Sublayers.Count / 2) - kept;
        return [.. Enumerable.Range(0, removed).Select(index => kept + (((2 * index) + 1) * candidates / (2 * removed)))
            .SelectMany(layer => model.Sublayers.Skip(2 * layer).Take(2)).Take(count)];
    }

    private static long CacheBytesPerToken(string folder) =>
        InspectRun.Execute(new InspectOptions { Model = folder }).KvCacheBytesPerToken;
}
