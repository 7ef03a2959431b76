namespace BackpropGen.Samples.VanishingGradients;

/// <summary>The worked numbers by which lectures introduce vanishing and exploding gradients, computed by what the compiler
/// generates: the derivatives of two functions, and a step of training in either precision.</summary>
public static class LectureNotes
{
    public const double LearningRate = 1e-3, TinyGradient = 2e-10;

    /// <summary>The derivative of the chain by its input.</summary>
    public static double SlopeOfChain(double first, double second, double third, double fourth)
    {
        var (_, slope, _, _, _, _) = Units.ChainGradient(0, first, second, third, fourth);
        return slope;
    }

    /// <summary>The derivative of the unit by its input, at 0.</summary>
    public static double SlopeOfNeuron(double weight)
    {
        var (_, slope, _) = Units.NeuronGradient(0, weight);
        return slope;
    }

    /// <summary>A weight of 1 in single precision before and after a step along the tiny gradient.</summary>
    public static (float Before, float After) LearnInSingle()
    {
        var model = new SingleWeight();
        model.Initialize(seed: 0);
        float before = model.Parameters[0];
        var gradients = new float[1];
        model.Backpropagate([(float)TinyGradient], gradients);
        new Sgd(LearningRate).Step(model, gradients);
        return (before, model.Parameters[0]);
    }

    /// <summary>The same in double precision.</summary>
    public static (double Before, double After) LearnInDouble()
    {
        var model = new DoubleWeight();
        model.Initialize(seed: 0);
        double before = model.Parameters[0];
        var gradients = new double[1];
        model.Backpropagate([TinyGradient], gradients);
        new Sgd(LearningRate).Step(model, gradients);
        return (before, model.Parameters[0]);
    }
}
