using System.Security.Cryptography;
using FinerCut.Folders;

namespace FinerCut.Tests.Folders;

public sealed class FileHashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void Compute_KnownContent_IsThePublishedDigest(string content, string expected) =>
        Assert.Equal(
            expected,
            FileHash.Compute(_folder.Write("file", content), progress: null, TestContext.Current.CancellationToken));

    [Fact]
    public void Compute_MoreThanOneBuffer_HashesAllAndTellsBytes()
    {
        byte[] content = new byte[(2 * 1024 * 1024) + 5];
        new Random(1).NextBytes(content);
        List<long> reads = [];

        string hash =
            FileHash.Compute(_folder.Write("file", content), reads.Add, TestContext.Current.CancellationToken);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), hash);
        Assert.Equal(content.Length, reads.Sum());
        Assert.True(reads.Count > 2);
    }

    [Fact]
    public void Compute_Cancelled_Stops()
    {
        string path = _folder.Write("file", new byte[3 * 1024 * 1024]);
        using CancellationTokenSource cancellation = new();
        int calls = 0;

        Assert.Throws<OperationCanceledException>(() => FileHash.Compute(
            path,
            _ =>
            {
                calls++;
                cancellation.Cancel();
            },
            cancellation.Token));

        Assert.Equal(1, calls);
    }

    [Fact]
    public void Compute_MissingFile_Refuses() =>
        Refusal.Of("FC1015", () => FileHash.Compute(_folder.PathOf("none"), progress: null, CancellationToken.None));
}
