using static BackpropGen.Functions;
using static BackpropGen.Layers;

namespace BackpropGen.Gradients.Tests;

/// <summary>User-written layers that the model definitions share.</summary>
public static class Blocks
{
    /// <summary>x + up(tanh(down(x))).</summary>
    [Layer]
    public static Layer Residual(int width, int reduction = 4)
    {
        Layer down = Dense(width / reduction), up = Dense(width);
        return x => x + up(Tanh(down(x)));
    }

    /// <summary>The pre-norm form: x + up(gelu(down(norm(x)))).</summary>
    [Layer]
    public static Layer PreNormResidual(int width, int expansion = 2)
    {
        Layer norm = LayerNorm(), down = Dense(width * expansion), up = Dense(width);
        return x => x + up(Gelu(down(norm(x))));
    }

    /// <summary>Two dense layers with a Gelu between them, over the last axis.</summary>
    [Layer]
    public static Layer FeedForward(int hidden, int outputs)
    {
        Layer first = Dense(hidden), second = Dense(outputs);
        return x => second(Gelu(first(x)));
    }

    /// <summary>Mixes first the tokens, then the channels of [tokens, channels]. Source: Tolstikhin et al., 2021.</summary>
    [Layer]
    public static Layer Mixer(int tokens, int channels, int hidden)
    {
        var before = LayerNorm();
        var between = LayerNorm();
        var across = FeedForward(hidden, tokens);
        var within = FeedForward(hidden, channels);
        return x =>
        {
            var mixed = x + Transpose(across(Transpose(before(x))));
            return mixed + within(between(mixed));
        };
    }

    /// <summary>Multi-head self-attention over [tokens, width]. Source: Vaswani et al., 2017.</summary>
    [Layer]
    public static Layer Attention(int tokens, int width, int heads)
    {
        Layer query = Dense(width), key = Dense(width), value = Dense(width), output = Dense(width);
        int depth = width / heads;

        Tensor Split(Tensor x) => Transpose(Reshape(x, tokens, heads, depth), 1, 0, 2);

        return x =>
        {
            Tensor q = Split(query(x)), k = Split(key(x)), v = Split(value(x));
            var weights = Softmax(MatMul(q, Transpose(k)) / Math.Sqrt(depth));
            var joined = Reshape(Transpose(MatMul(weights, v), 1, 0, 2), tokens, width);
            return output(joined);
        };
    }

    /// <summary>t ⊙ h + (1 − t) ⊙ x with a gate t. Source: Srivastava, Greff, Schmidhuber, 2015.</summary>
    [Layer]
    public static Layer Highway(int width)
    {
        Layer gate = Dense(width), candidate = Dense(width);
        return x =>
        {
            var open = Sigmoid(gate(x));
            return open * Tanh(candidate(x)) + (1 - open) * x;
        };
    }

    /// <summary>Swish(gate(x)) ⊙ value(x), without biases. Source: Shazeer, 2020.</summary>
    [Layer]
    public static Layer SwishGated(int width)
    {
        Layer gate = Dense(width, bias: false), value = Dense(width, bias: false);
        return x => Swish(gate(x)) * value(x);
    }

    /// <summary>A dense layer whose rows have a trained length: W = g v / ‖v‖. Source: Salimans, Kingma, 2016.</summary>
    [Layer]
    public static Layer WeightNormalized(int inputs, int outputs)
    {
        var direction = Parameter([outputs, inputs]);
        var length = Parameter([outputs, 1], Initializer.Ones);
        return x => MatMul(length * direction / Sqrt(Sum(Square(direction), axis: 1, keepAxis: true)), x);
    }

    /// <summary>The bilinear form of two vectors, xᵀ Wₖ z for each k: a layer of two inputs.</summary>
    [Layer]
    public static Func<Tensor, Tensor, Tensor> Bilinear(int left, int right, int outputs)
    {
        var weight = Parameter([outputs, left, right]);
        var bias = Parameter(outputs);
        return (x, z) => MatMul(MatMul(weight, z), x) + bias;
    }

    /// <summary>Divides by a running root mean square over batch and features: a user's own state.</summary>
    [Layer]
    public static Layer RunningScale(double momentum)
    {
        var power = State([1], 1);
        return x =>
        {
            if (!IsTraining)
            {
                return x / Sqrt(power + 1e-3);
            }

            var current = MeanOverBatch(Mean(Square(x), axis: -1, keepAxis: true));
            Update(power, (1 - momentum) * power + momentum * current);
            return x / Sqrt(current + 1e-3);
        };
    }
}
