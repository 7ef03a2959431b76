using System.IO;
using System.Runtime.CompilerServices;
using Xunit;

namespace BackpropGen.Tests;

public class PublicApiTests
{
    /// <summary>What differs is written beside the verified file; after a change on purpose it takes that one's place.</summary>
    [Fact]
    public void The_public_types_and_members_are_the_verified_ones()
    {
        string folder = Path.GetDirectoryName(ThisFile())!;
        string verifiedPath = Path.Combine(folder, "PublicApi.verified.txt"), receivedPath = Path.Combine(folder, "PublicApi.received.txt");
        string received = PublicApi.Of(typeof(Tensor).Assembly);
        string verified = File.Exists(verifiedPath) ? File.ReadAllText(verifiedPath).ReplaceLineEndings("\n") : "";
        if (received == verified)
        {
            File.Delete(receivedPath);
        }
        else
        {
            File.WriteAllText(receivedPath, received);
        }

        Assert.Equal(verified, received);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
