using FinerCut.TestModels.Files;
using Xunit.Sdk;

namespace FinerCut.Onnx.Tests.TestModels;

public class SharedDataTests
{
    [Fact]
    public void Require_OfWhatIsAbsent_SkipsWithTheReason()
    {
        SkipException? thrown = null;
        try
        {
            SharedData.Require("no such folder", "file");
        }
        catch (SkipException exception)
        {
            thrown = exception;
        }

        Assert.NotNull(thrown);
        Assert.EndsWith(
            "../shared/no such folder/file is not beside this clone", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RepositoryRoot_HoldsTheSolution() =>
        Assert.True(File.Exists(Path.Combine(SharedData.RepositoryRoot, "FinerCut.sln")));
}
