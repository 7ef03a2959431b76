using BackpropGen.Kernels.Tests;

namespace BackpropGen.Gradients.Tests;

/// <summary>No model reads or writes beyond its inputs, outputs and gradient, not even what it would throw away, and where these lie does not change a bit.</summary>
public sealed class FencedBatchTests
{
    public static TheoryData<string> Fixtures => Cases.Fixtures;

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_model_stays_within_its_batch(string name)
    {
        int batch = Fixture.All[name].Batch;
        foreach (int samples in new[] { 1, batch, 39 })
        {
            int[] rows = [.. Enumerable.Range(0, samples).Select(sample => sample % batch)];
            using var expected = Cases.Create(name, rows);
            Run(expected);
            foreach (var edge in Enum.GetValues<FencedEdge>())
            {
                using var subject = Cases.Create(name, rows);
                subject.Fence(edge);
                Run(subject);
                Assert.Equal(expected.AllGradients(), subject.AllGradients());
                Assert.All(Fixture.All[name].Outputs, output => Assert.Equal(expected.Output(output.Name), subject.Output(output.Name)));
            }
        }
    }

    private static void Run(Subject subject)
    {
        subject.Predict();
        subject.Evaluate();
        subject.Backpropagate();
        subject.Backpropagate(accumulate: true);
    }
}
