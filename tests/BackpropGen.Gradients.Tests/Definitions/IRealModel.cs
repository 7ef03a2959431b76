namespace BackpropGen.Gradients.Tests;

/// <summary>
/// What the generator adds to a model of one real input, one output and one real target: the tests reach the
/// one-function models through it, so that a model costs one line in the table of cases.
/// </summary>
public interface IRealModel : IModel<double>
{
    void Predict(ReadOnlySpan<double> x, Span<double> y);

    double Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> target);

    double Backpropagate(ReadOnlySpan<double> x, ReadOnlySpan<double> target, Span<double> gradients, bool accumulate);

    double Train(ReadOnlySpan<double> x, ReadOnlySpan<double> target, Optimizer optimizer);

    void Read(string path, Span<double> values);

    void Write(string path, ReadOnlySpan<double> values);
}
