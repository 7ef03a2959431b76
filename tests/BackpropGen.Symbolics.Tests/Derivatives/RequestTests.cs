extern alias runtime;
namespace BackpropGen.Symbolics.Tests.Derivatives;

public sealed class RequestTests
{
    [Fact]
    public void The_generator_and_the_runtime_mean_the_same_by_each_kind_of_derivative() => Assert.Equal(
        Enum.GetValues<runtime::BackpropGen.Derivatives>().Select(static kind => (kind.ToString(), (int)kind)),
        Enum.GetValues<BackpropGen.Generator.Models.Derivatives>().Select(static kind => (kind.ToString(), (int)kind)));
}
