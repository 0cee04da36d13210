using FinerCut.Folders;
using FinerCut.Onnx;

namespace FinerCut.Tests.Folders;

public class DiskErrorsTests
{
    [Fact]
    public void Wrap_NoError_ReturnsTheValue() =>
        Assert.Equal(5, DiskErrors.Wrap(() => 5, "Counting", Path.GetTempPath()));

    [Fact]
    public void Wrap_FullDevice_SaysNeededAndFree()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs /dev/full, which Linux alone has.");

        string message = Refusal.Of(
            "FC5001", () => DiskErrors.Wrap(
                () => File.WriteAllText("/dev/full", "x"), "Writing", Path.GetTempPath(), bytesNeeded: 1234567));

        Assert.Matches(@"^The disk is full: 1,234,567 bytes needed, [0-9,]+ bytes free in '.+'\.", message);
    }

    [Theory]
    [InlineData(unchecked((int)0x80070070), true)]
    [InlineData(unchecked((int)0x80070027), true)]
    [InlineData(unchecked((int)0x80070020), false)]
    [InlineData(2, false)]
    public void IsDiskFull_ByTheSystemsNumber(int number, bool expected) =>
        Assert.Equal(expected, DiskErrors.IsDiskFull(new IOException("?", number)));

    [Fact]
    public void Wrap_OtherInputOutputErrors_SayWhatWasDone()
    {
        IOException cause = new("The device is on fire.");

        DiagnosticException exception =
            Assert.Throws<DiagnosticException>(() => DiskErrors.Wrap(
                () => throw cause, "Writing the plan", Path.GetTempPath()));

        Assert.Equal("FC5002", exception.Code);
        Assert.StartsWith(
            "Writing the plan failed: The device is on fire.", exception.Message, StringComparison.Ordinal);
        Assert.Same(cause, exception.InnerException);
    }

    [Fact]
    public void Wrap_AccessDenied_IsNumberedToo() =>
        Refusal.Of("FC5002", () => DiskErrors.Wrap(
            () => throw new UnauthorizedAccessException("Denied."), "Writing", Path.GetTempPath()));

    [Fact]
    public void Wrap_NumberedError_PassesAsItIs()
    {
        DiagnosticException cause = new("FC1003", "It ends too early.");

        Assert.Same(cause, Assert.Throws<DiagnosticException>(() => DiskErrors.Wrap(
            () => throw cause, "Writing", Path.GetTempPath())));
    }

    [Fact]
    public void Wrap_Cancelled_PassesAsItIs() =>
        Assert.Throws<OperationCanceledException>(() => DiskErrors.Wrap(
            () => throw new OperationCanceledException(), "Writing", Path.GetTempPath()));
}
