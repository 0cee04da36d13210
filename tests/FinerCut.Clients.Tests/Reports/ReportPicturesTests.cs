using FinerCut.Clients.Tests.TransformersJs;
using FinerCut.TestModels.Files;

namespace FinerCut.Clients.Tests.Reports;

/// <summary>Pictures of the README's report; UPDATE_SNAPSHOTS=1 takes them anew.</summary>
public class ReportPicturesTests(ReportFiles files, ReportBrowser browser)
    : IClassFixture<ReportFiles>, IClassFixture<ReportBrowser>
{
    private const int MostBytes = 200_000;
    private const int HeightPlace = 20;

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G'];
    private static readonly string Folder = Path.Combine(SharedData.RepositoryRoot, "docs", "images");

    [Theory]
    [InlineData("report-light.png", 1280, 900, "light")]
    [InlineData("report-dark.png", 1280, 900, "dark")]
    [InlineData("report-narrow.png", 390, 900, "light")]
    public void Picture_OfTheReport_IsThereAndSmall(string name, int width, int height, string scheme)
    {
        string path = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            BrowserFixture.Require();
            browser.TakePicture(new ReportView(files.Prune, width, scheme)
            {
                Height = height,
                Picture = path,
                IsTop = true,
            });
        }

        byte[] picture = File.ReadAllBytes(path);
        Assert.Equal(Signature, picture[..4]);
        Assert.InRange(picture.Length, 1, MostBytes);
        Assert.Equal(width, NumberAt(picture, HeightPlace - 4));
        Assert.Equal(height, NumberAt(picture, HeightPlace));
    }

    /// <summary>A number of a picture's head, whose first byte counts most.</summary>
    private static int NumberAt(byte[] picture, int place) =>
        (picture[place] << 24) | (picture[place + 1] << 16) | (picture[place + 2] << 8) | picture[place + 3];
}
