namespace BackpropGen.Gradients.Tests;

/// <summary>Models in 32 bits against the fixtures of their twins in 64.</summary>
public sealed class SinglePrecisionTests
{
    private const double Relative = 1e-4;

    private static readonly Dictionary<string, Case> Twins = new(StringComparer.Ordinal)
    {
        [nameof(TanhMlp)] = new Case<SingleTanhMlp, float>(
            static (model, b) => model.Predict(b.Reals("x"), b.Output("y")),
            static (model, b) => model.Evaluate(b.Reals("x"), b.Reals("target")),
            static (model, b, add) => model.Backpropagate(b.Reals("x"), b.Reals("target"), b.Gradients, add)),
        [nameof(ResidualMlp)] = new Case<SingleResidualMlp, float>(
            static (model, b) => model.Predict(b.Reals("x"), b.Output("y")),
            static (model, b) => model.Evaluate(b.Reals("x"), b.Labels("label")),
            static (model, b, add) => model.Backpropagate(b.Reals("x"), b.Labels("label"), b.Gradients, add)),
        [nameof(BatchNormMlp)] = new Case<SingleBatchNormMlp, float>(
            static (model, b) => model.Predict(b.Reals("x"), b.Output("y")),
            static (model, b) => model.Evaluate(b.Reals("x"), b.Labels("label")),
            static (model, b, add) => model.Backpropagate(b.Reals("x"), b.Labels("label"), b.Gradients, add)),
        [nameof(AttentionNetwork)] = new Case<SingleAttentionNetwork, float>(
            static (model, b) => model.Predict(b.Reals("x"), b.Output("y")),
            static (model, b) => model.Evaluate(b.Reals("x"), b.Labels("label")),
            static (model, b, add) => model.Backpropagate(b.Reals("x"), b.Labels("label"), b.Gradients, add)),
        [nameof(MishMlp)] = new Case<SingleMishMlp, float>(
            static (model, b) => model.Predict(b.Reals("x"), b.Output("y")),
            static (model, b) => model.Evaluate(b.Reals("x"), b.Reals("target")),
            static (model, b, add) => model.Backpropagate(b.Reals("x"), b.Reals("target"), b.Gradients, add)),
    };

    public static TheoryData<string> Names => new(Twins.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_and_losses_equal_the_double_twins(string name)
    {
        var fixture = Fixture.All[name];
        var subject = Twins[name].Create(fixture);
        subject.Predict();
        foreach (var output in fixture.Outputs)
        {
            Metric.AssertClose(output.Name, output.Values, subject.Output(output.Name), Relative);
        }

        Metric.AssertClose("evaluation", fixture.Evaluation.Value, subject.Evaluate(), Relative);
        Metric.AssertClose("loss", fixture.Loss.Value, subject.Backpropagate(), Relative);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_and_states_equal_the_double_twins(string name)
    {
        // 2^29 is the ratio of the two precisions' units: the bound on analytically zero tensors grows with it.
        const double ZeroRelative = 1e-14 * (1 << 29);
        var fixture = Fixture.All[name];
        var subject = Twins[name].Create(fixture);
        subject.Backpropagate();
        foreach (var parameter in fixture.Parameters)
        {
            double[] gradient = subject.Gradient(parameter.Path);
            if (parameter.Zero)
            {
                Metric.AssertWithin(parameter.Path, new double[gradient.Length], gradient, ZeroRelative * fixture.LargestGradient);
            }
            else
            {
                Metric.AssertClose(parameter.Path, parameter.Gradient, gradient, Relative);
            }
        }

        foreach (var state in fixture.States)
        {
            Metric.AssertClose(state.Path, state.After, subject.Read(state.Path), Relative);
        }
    }
}
