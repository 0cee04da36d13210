using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using DataType = FinerCut.TestModels.Protos.TensorProto.Types.DataType;

namespace FinerCut.Onnx.Tests.Files;

public sealed class ExternalDataCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WeightsModel _weights;

    public ExternalDataCheckTests() => _weights = new WeightsModel(_folder);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("../w")]
    [InlineData("folder/../../w")]
    [InlineData("/etc/hostname")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../source")]
    [InlineData("a\0b")]
    public void Location_OutsideTheFolder_IsRefused(string location) => Refuse("FC1007", location);

    [Theory]
    [InlineData("missing")]
    [InlineData("folder/missing")]
    [InlineData("broken link")]
    public void File_ThatIsNotThere_IsNamed(string location)
    {
        Directory.CreateDirectory(_folder.Combine("source", "folder"));
        File.CreateSymbolicLink(_folder.Combine("source", "broken link"), "nowhere");

        Assert.Contains("weight", Refuse("FC1005", location).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("link to itself")]
    public void File_ThatCannotBeOpened_IsNamed(string location)
    {
        Directory.CreateDirectory(_folder.Combine("source", "folder"));
        File.CreateSymbolicLink(_folder.Combine("source", "link to itself"), "link to itself");

        Assert.Contains(location, Refuse("FC1004", location).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 101)]
    [InlineData(100, 1)]
    [InlineData(long.MaxValue - 10, 10)]
    public void File_TooShort_IsRefusedWithBothLengths(long offset, long length)
    {
        _weights.Data("w", 100);

        DiagnosticException error = Refuse("FC1006", "w", offset, length);

        Assert.Contains($"{offset + length}", error.Message, StringComparison.Ordinal);
        Assert.Contains("100", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("offset", "-1")]
    [InlineData("offset", "9223372036854775808")]
    [InlineData("offset", "9223372036854775807")]
    [InlineData("length", "1e3")]
    [InlineData("length", "")]
    [InlineData("location", "")]
    public void Entry_ThatIsNoPlace_IsRefused(string key, string value)
    {
        TensorProto tensor = WeightsModel.External("weight", ("w", 0, 100));
        tensor.ExternalData.First(entry => entry.Key == key).Value = value;
        _weights.Data("w", 100).Add(tensor);

        DiagnosticException error = Assert.Throws<DiagnosticException>(_weights.Open);

        Assert.Equal("FC1008", error.Code);
        Assert.Contains("weight", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ModelFileItself_AsDataFile_IsRefused() => Refuse("FC1010", "model.onnx");

    [Fact]
    public void LinkedFile_IsReadWhereItPoints()
    {
        _weights.Data("blob", 100).Add(WeightsModel.External("weight", ("linked", 50, 50)));
        File.CreateSymbolicLink(_folder.Combine("source", "linked"), "blob");
        using Model model = _weights.Open();

        ModelWriter.Write(model, _folder.Combine("target"), "model.onnx", CancellationToken.None);

        Assert.Equal(
            File.ReadAllBytes(_folder.Combine("source", "blob"))[50..],
            File.ReadAllBytes(_folder.Combine("target", "linked")));
        Assert.Null(new FileInfo(_folder.Combine("target", "linked")).LinkTarget);
    }

    [Fact]
    public void Entries_WithoutOffsetAndLength_MeanTheWholeTensorFromTheStart()
    {
        TensorProto tensor = WeightsModel.External("weight", ("w", 0, 12), DataType.Float);
        (tensor.Dims[0], tensor.ExternalData[1].Key, tensor.ExternalData[2].Key) = (3, "x", "y");
        using Model model = _weights.Data("w", 12).Add(tensor).Open();

        Assert.Equal(new ExternalData("w", 0, 12), model.Tensors.Single().ExternalData);
    }

    [Theory]
    [InlineData(DataType.Int4, 3, 2)]
    [InlineData(DataType.Uint4, 4, 2)]
    [InlineData(DataType.Float4E2M1, 5, 3)]
    [InlineData(DataType.Int2, 5, 2)]
    [InlineData(DataType.Uint2, 4, 1)]
    [InlineData(DataType.Bool, 3, 3)]
    [InlineData(DataType.Bfloat16, 3, 6)]
    [InlineData(DataType.Float8E8M0, 3, 3)]
    [InlineData(DataType.Complex128, 3, 48)]
    public void ElementType_OfAnyWidth_HasItsSize(DataType type, long elements, int bytes)
    {
        TensorProto tensor = WeightsModel.External("weight", ("w", 1, bytes), type);
        tensor.Dims[0] = elements;
        _weights.Data("w", 100).Add(tensor);
        using (Model model = _weights.Open())
        {
            Assert.Equal((elements, bytes), (model.Tensors.Single().ElementCount, model.Tensors.Single().SizeInBytes));
        }

        tensor.ExternalData[2].Value = $"{bytes + 1}";

        Assert.Equal("FC1008", Assert.Throws<DiagnosticException>(_weights.Open).Code);
    }

    private DiagnosticException Refuse(string code, string location, long offset = 0, long length = 10)
    {
        _weights.Add(WeightsModel.External("weight", (location, offset, length)));
        DiagnosticException error = Assert.Throws<DiagnosticException>(_weights.Open);
        Assert.Equal(code, error.Code);
        return error;
    }
}
