using FinerCut.TestModels.Files;

namespace FinerCut.Onnx.Tests.TestModels;

public class DamagedFilesTests
{
    private readonly byte[] _original = [.. Enumerable.Range(0, 600).Select(value => (byte)value)];

    [Fact]
    public void Copies_AllDifferFromTheOriginal_AndSayHow()
    {
        byte[] untouched = [.. _original];
        DamagedFile[] files = [.. DamagedFiles.Of(_original, seed: 1, count: 300)];

        Assert.Equal(untouched, _original);
        Assert.Equal(300, files.Length);
        Assert.All(files, file => Assert.NotEqual(_original, file.Bytes));
        Assert.Equal(100, files.Count(file => file.Bytes.Length < _original.Length));
        Assert.InRange(files.Select(file => file.Description).Distinct().Count(), 250, 300);
    }

    [Fact]
    public void Seed_Equal_DamagesEqually()
    {
        IEnumerable<byte[]> first = DamagedFiles.Of(_original, seed: 3, count: 12).Select(file => file.Bytes);

        Assert.Equal(first, DamagedFiles.Of(_original, seed: 3, count: 12).Select(file => file.Bytes));
        Assert.NotEqual(first, DamagedFiles.Of(_original, seed: 4, count: 12).Select(file => file.Bytes));
    }

    [Fact]
    public void OneByte_CanBeDamagedInEveryWay() =>
        Assert.All(DamagedFiles.Of([0xFF], seed: 1, count: 9), file => Assert.NotEqual([0xFF], file.Bytes));
}
