using FinerCut.Folders;
using FinerCut.Onnx;

namespace FinerCut.Tests.Folders;

public class CsvFileTests
{
    [Fact]
    public void Format_CellsWithSeparators_AreQuoted() => Assert.Equal(
        "name,value\n\"a,b\",1\n\"say \"\"hi\"\"\",\n\"two\nlines\",3\n",
        CsvFile.Format([["name", "value"], ["a,b", "1"], ["say \"hi\"", ""], ["two\nlines", "3"]]));

    [Fact]
    public void Write_NewFile_LeavesNothingElse()
    {
        using TemporaryFolder folder = new();
        CsvFile.Write(folder.PathOf("table.txt"), [["a"]], force: false);
        Assert.Equal("a\n", File.ReadAllText(Assert.Single(Directory.GetFiles(folder.Root))));
    }

    [Fact]
    public void CheckTarget_EmptyName_IsRefused() => Assert.Equal(
        "FC7103", Assert.Throws<DiagnosticException>(() => CsvFile.CheckTarget(" ", force: true)).Code);

    [Fact]
    public void CheckTarget_None_IsFine() => CsvFile.CheckTarget(null, force: false);

    [Fact]
    public void Write_FolderThatCannotBeMade_IsRefused()
    {
        using TemporaryFolder folder = new();
        folder.Write("file");
        string target = folder.PathOf("file/table.csv");
        Assert.Equal("FC5002", Assert.Throws<DiagnosticException>(
            () => CsvFile.Write(target, [["a"]], force: false)).Code);
    }
}
