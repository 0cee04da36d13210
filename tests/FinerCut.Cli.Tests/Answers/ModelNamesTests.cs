using FinerCut.Cli.Answers;

namespace FinerCut.Cli.Tests.Answers;

public class ModelNamesTests
{
    [Theory]
    [InlineData("/models/tales-3m/model.onnx", "tales-3m")]
    [InlineData("/models/smollm2/onnx/model.onnx", "smollm2")]
    [InlineData("/models/smollm2/onnx/model_q4.onnx", "model_q4")]
    [InlineData("/models/phi.onnx", "phi")]
    [InlineData("model.onnx", "model")]
    [InlineData("small/finercut.plan.json", "small")]
    [InlineData("order.plan.json", "order.plan")]
    public void ListNames_OnePath_IsShort(string path, string expected) =>
        Assert.Equal([expected], ModelNames.ListNames([path]));

    [Fact]
    public void ListNames_SameShortName_TakesMore()
    {
        Assert.Equal([Path.Combine("a", "phi.onnx"), Path.Combine("b", "phi.onnx")],
            ModelNames.ListNames(["/x/a/phi.onnx", "/x/b/phi.onnx"]));
        Assert.Equal(["/x/a/phi.onnx", "/y/a/phi.onnx"], ModelNames.ListNames(["/x/a/phi.onnx", "/y/a/phi.onnx"]));
    }

    [Fact]
    public void ListNames_SamePathAgain_IsNumbered() => Assert.Equal(
        ["a", "b", "a (2)"], ModelNames.ListNames(["/x/a/model.onnx", "/x/b/model.onnx", "/x/a/model.onnx"]));
}
