using System.Text;
using FinerCut.Calibration;
using FinerCut.Onnx;

namespace FinerCut.Tests.Calibration;

/// <summary>A place to load calibration files from, with a tokenizer that makes a token of every UTF-16 unit.</summary>
internal sealed class CalibrationLoads : IDisposable
{
    internal List<string> Warnings { get; } = [];

    internal string Folder { get; } = Directory.CreateTempSubdirectory("finercut-calibration-").FullName;

    internal CalibrationSet Load(string name, string content, int samples, int sampleTokens) =>
        CalibrationLoader.Load(Request(name, content, samples, sampleTokens));

    internal CalibrationRequest Request(string name, string content, int samples, int sampleTokens) =>
        Request(name, Encoding.UTF8.GetBytes(content)) with { Samples = samples, SampleTokens = sampleTokens };

    internal CalibrationRequest Request(string name, byte[] content)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, content);
        return Request(path, 1, 2);
    }

    internal CalibrationRequest Request(string? path, int samples, int sampleTokens) => new()
    {
        Paths = path is null ? [] : [path],
        Samples = samples,
        SampleTokens = sampleTokens,
        Encoder = Encode,
        Warn = Warnings.Add,
    };

    internal static string TextOf(CalibrationSet set) =>
        string.Join('|', set.Samples.Select(sample => string.Concat(sample.Select(id => (char)id))));

    internal static DiagnosticException Refusal(CalibrationRequest request) =>
        Assert.Throws<DiagnosticException>(() => CalibrationLoader.Load(request));

    internal static void Refused(string code, CalibrationRequest request, params string[] words)
    {
        DiagnosticException refusal = Refusal(request);
        Assert.Equal(code, refusal.Code);
        Assert.All(words, word => Assert.Contains(word, refusal.Message, StringComparison.Ordinal));
    }

    internal static byte[] WithByteOrderMark(string text) =>
        [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)];

    private static int[] Encode(string text) => [.. text.Select(unit => (int)unit)];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
