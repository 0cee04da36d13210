using FinerCut.Cli.Diagnostics;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Protos;

namespace FinerCut.Cli.Tests.BadInput;

/// <summary>Weights that are not where the model says.</summary>
public class ExternalDataTests
{
    [Fact]
    public void DataFile_Missing_IsRefused()
    {
        using BadInputRun run = NewRun();
        File.Delete(DataFile(run));
        string line = run.RefusesToPrune("FC1005", ExitCode.MissingInput);

        Assert.Contains("model.onnx_data", line, StringComparison.Ordinal);
        run.Refuses("FC1005", ExitCode.MissingInput, "inspect", run.Model);
    }

    [Fact]
    public void DataFile_Short_IsRefused()
    {
        using BadInputRun run = NewRun();
        using (FileStream file = File.OpenWrite(DataFile(run)))
        {
            file.SetLength(file.Length - 1);
        }

        run.RefusesToPrune("FC1006", ExitCode.BadModel);
        run.Refuses("FC1006", ExitCode.BadModel, "inspect", run.Model);
    }

    [Theory]
    [InlineData("../elsewhere.data")]
    [InlineData("inside/../../elsewhere.data")]
    [InlineData("absolute")]
    public void DataFile_OutsideTheFolder_IsRefused(string location)
    {
        using BadInputRun run = NewRun();
        File.Copy(DataFile(run), run.Combine("elsewhere.data"));
        run.Edit(model => Relocate(model, location == "absolute" ? run.Combine("elsewhere.data") : location));

        run.RefusesToPrune("FC1007", ExitCode.BadModel);
        run.Refuses("FC1007", ExitCode.BadModel, "inspect", run.Model);
    }

    [Theory]
    [InlineData("offset", "-1")]
    [InlineData("offset", "many")]
    [InlineData("length", "9223372036854775807")]
    [InlineData("length", "7")]
    public void DataRange_Impossible_IsRefused(string key, string value)
    {
        using BadInputRun run = NewRun();
        run.Edit(model => model.Graph.Initializer[0].ExternalData.Single(entry => entry.Key == key).Value = value);
        run.RefusesToPrune("FC100[68]", ExitCode.BadModel);
    }

    private static BadInputRun NewRun() =>
        new(new TinyDecoderOptions { Layers = 2, Storage = WeightStorage.ExternalPacked });

    private static string DataFile(BadInputRun run) => Path.Combine(run.Model, "model.onnx_data");

    private static void Relocate(ModelProto model, string location)
    {
        foreach (StringStringEntryProto entry in model.Graph.Initializer
            .SelectMany(tensor => tensor.ExternalData)
            .Where(entry => entry.Key == "location"))
        {
            entry.Value = location;
        }
    }
}
