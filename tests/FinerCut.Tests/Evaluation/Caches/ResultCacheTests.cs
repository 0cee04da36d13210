using System.Text.Json.Nodes;
using FinerCut.Evaluation.Caches;
using FinerCut.TestModels.Files;

namespace FinerCut.Tests.Evaluation.Caches;

public sealed class ResultCacheTests : IDisposable
{
    private static readonly ResultKey Key = new("1.0", "cpu", ["abc"], "losses", "def");

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];
    private int _measured;

    private string Folder => _folder.Combine("deep", "cache");

    private string Entry => Assert.Single(Directory.GetFiles(Folder));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void GetOrMeasure_SecondTime_TakesWhatWasKeptToTheLastBit()
    {
        double[] numbers = [0.1 + 0.2, double.NaN, double.PositiveInfinity, -0.0, double.Epsilon];
        Assert.Equal(numbers, Get(numbers));
        Assert.Equal(numbers.Select(BitConverter.DoubleToInt64Bits), Get([7]).Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(1, _measured);
        Assert.EndsWith(".result.json", Entry, StringComparison.Ordinal);
    }

    [Fact]
    public void GetOrMeasure_AnyPartOfTheKeyIsAnotherOne_MeasuresAnew()
    {
        Get([1]);
        foreach (ResultKey other in (ResultKey[])
            [
                Key with { Program = "1.1" }, Key with { Machine = "cuda" }, Key with { Model = ["abd"] },
                Key with { Subject = "choices" }, Key with { Tokens = "deg" },
            ])
        {
            Assert.Equal([2], Get([2], other));
        }

        Assert.Equal(6, _measured);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("{\"format\":1}")]
    public void GetOrMeasure_DamagedEntry_IsMeasuredAnewAndReplaced(string content)
    {
        Get([1]);
        File.WriteAllText(Entry, content);
        Assert.Equal([2], Get([2]));
        Assert.Equal([2], Get([3]));
        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData("format", "2")]
    [InlineData("key", "\"other\"")]
    [InlineData("sha256", "\"00\"")]
    [InlineData("result", "\"[5]\"")]
    public void GetOrMeasure_EntryWithAnotherMember_IsNotTrusted(string name, string value)
    {
        Get([1]);
        JsonNode entry = JsonNode.Parse(File.ReadAllText(Entry))!;
        entry[name] = JsonNode.Parse(value);
        File.WriteAllText(Entry, entry.ToJsonString());
        Assert.Equal([2], Get([2]));
    }

    [Fact]
    public void GetOrMeasure_ResultThatDoesNotFit_IsMeasuredAnew()
    {
        Get([1, 2]);
        Assert.Equal([3], Get([3], fits: kept => kept.Length == 1));
    }

    [Fact]
    public void GetOrMeasure_FolderThatCannotBeWritten_WarnsOnceAndGoesOn()
    {
        File.WriteAllText(_folder.Combine("deep"), "a file");
        ResultCache cache = new(Folder, _warnings.Add);
        Assert.Equal([1], cache.GetOrMeasure<double[]>(Key, _ => true, () => [1]));
        Assert.Equal([2], cache.GetOrMeasure<double[]>(Key, _ => true, () => [2]));
        Assert.StartsWith("Results cannot be kept in '", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void GetOrMeasure_MeasurementThatFails_KeepsNothing()
    {
        ResultCache cache = new(Folder, _warnings.Add);
        Assert.Throws<OperationCanceledException>(() => cache.GetOrMeasure<double[]>(
            Key, _ => true, () => throw new OperationCanceledException()));
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public void GetOrMeasure_NewFolder_IsOfTheUserAlone()
    {
        Get([1]);
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such rights.");
            return;
        }

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
    }

    private double[] Get(double[] result, ResultKey? key = null, Func<double[], bool>? fits = null) =>
        new ResultCache(Folder, _warnings.Add).GetOrMeasure(key ?? Key, fits ?? (_ => true), () =>
        {
            _measured++;
            return result;
        });
}
