using BackpropGen.Kernels;

namespace BackpropGen.Benchmarks.Kernels;

/// <summary>The products of a dense layer as generated code calls them: weights of outputs that fill registers lie in panels.</summary>
internal sealed class Layer(int inputs, int outputs, int batch, float[] x, float[] weight, float[] y, float[] result)
{
    private const int Width = 32;

    private readonly int _panels = outputs % Width == 0 ? outputs / Width : 0;

    /// <summary>What each product writes.</summary>
    public float[] Result => result;

    /// <summary>y = x · weightᵀ.</summary>
    public void Forward()
    {
        if (_panels > 0)
        {
            MatrixProduct.MultiplyBatched<float>(
                _panels, 0, Width * inputs, Width, batch, Width, inputs, x, inputs, 1, weight, Width, 1, result, outputs, 1, false);
        }
        else
        {
            MatrixProduct.Multiply<float>(batch, outputs, inputs, x, inputs, 1, weight, 1, inputs, result, outputs, 1, false);
        }
    }

    /// <summary>∂L/∂x = ∂L/∂y · weight.</summary>
    public void InputGradient()
    {
        if (_panels > 0)
        {
            MatrixProduct.MultiplyBatched<float>(
                _panels, Width, Width * inputs, 0, batch, inputs, Width, y, outputs, 1, weight, 1, Width, result, inputs, 1, false);
        }
        else
        {
            MatrixProduct.Multiply<float>(batch, inputs, outputs, y, outputs, 1, weight, inputs, 1, result, inputs, 1, false);
        }
    }

    /// <summary>∂L/∂weight = Σₙ ∂L/∂y xᵀ.</summary>
    public void WeightGradient()
    {
        if (_panels > 0)
        {
            MatrixProduct.MultiplyBatched<float>(
                _panels, 0, Width, Width * inputs, inputs, Width, batch, x, 1, inputs, y, outputs, 1, result, Width, 1, false);
        }
        else
        {
            MatrixProduct.Multiply<float>(outputs, inputs, batch, y, 1, outputs, x, inputs, 1, result, inputs, 1, false);
        }
    }
}
